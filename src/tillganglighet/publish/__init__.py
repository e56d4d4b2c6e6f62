"""What users read: tables, files, pages and maps, all made from one report."""
