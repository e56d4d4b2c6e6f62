"""Population out of files: cells, rasters, age classes, official figures."""
