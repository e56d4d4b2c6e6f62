"""The users' files, read: OSM extracts and tables."""
