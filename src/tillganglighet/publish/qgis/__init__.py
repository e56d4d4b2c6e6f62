"""Views as QGIS draws them: styles, symbols and the project inside a GeoPackage."""
