"""What OSM tags mean for one way of travelling: access, direction, speed, barriers, turns.

The decoding of a file is another's business: here a mapping of tags goes in and a decision comes
out, never an exception. The rules themselves are data, in `tables/` and in the profiles.
"""
