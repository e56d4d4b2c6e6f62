"""Tables as they come: CSV, Excel, GeoPackage, GeoJSON, Parquet and Shapefile, read into one."""
