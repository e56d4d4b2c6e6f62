"""Isochrones."""
