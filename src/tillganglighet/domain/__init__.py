"""The words of the field: villages, services, cells, categories, statuses, standards."""
