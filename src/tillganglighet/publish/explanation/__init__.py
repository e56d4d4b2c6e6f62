"""One number explained."""
