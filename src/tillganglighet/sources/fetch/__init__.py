"""Fetching OSM data over the network; nothing else in the package opens a connection for it."""
