"""Measures on travel times: nearest services, gaps, persons."""
