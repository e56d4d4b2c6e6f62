"""The units inside the program, stated once.

Seconds, metres and metric coordinates everywhere; minutes and kilometres only in what is
published. The search kernels count in whole numbers (int32), so that sums are exact and ties
are ties: milliseconds of travel time, or centimetres of length.
"""

MS_PER_S = 1_000
CM_PER_M = 100
S_PER_MIN = 60
M_PER_KM = 1_000
KPH_PER_MPS = 3.6

# Kernels add two impedances before they compare, so "unreached" must bear being doubled in int32:
# 2**30 ms is 12 days, 2**30 cm is 10 737 km.
UNREACHED = 2**30
