"""Butiksblad: the sheet of one shop."""
