"""The gap report: tables, document, page, map and terminal."""
