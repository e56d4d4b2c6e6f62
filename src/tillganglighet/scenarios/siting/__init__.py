"""The best places for new services."""
