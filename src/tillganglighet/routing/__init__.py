"""Searches on the road network: arrays in, arrays out, the same answers to the bit every time."""
