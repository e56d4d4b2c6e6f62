"""Travel times towards services: the access table, and why there is no way."""
