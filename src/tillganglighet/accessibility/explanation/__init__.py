"""One number taken apart."""
