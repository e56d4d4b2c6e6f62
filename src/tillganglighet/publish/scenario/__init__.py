"""A scenario before and after: tables, texts, maps and one page for those who decide."""
