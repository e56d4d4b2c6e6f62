"""The invented kommun of the example, as small tables and the functions that draw them.

Every position is (x, y) in km east and north of a corner in SWEREF 99 TM (canvas.py). A drawn km
is some 0.4 m longer on the ground, for the scale of the grid there is 0.9996; the answer key
(journeys.py) leaves that aside.
"""
