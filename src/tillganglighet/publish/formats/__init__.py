"""A product as a file of one format, or as tables of a database."""
