"""What a scenario changes, and what in the region each change means."""
