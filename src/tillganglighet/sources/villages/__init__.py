"""Villages out of files: their kinds, their people and functional villages."""
