"""Boundaries of kommuner, län and any other areas out of files."""
