"""What is lost when services, buildings or roads close, one at a time."""
