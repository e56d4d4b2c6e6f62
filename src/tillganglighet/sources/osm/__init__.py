"""OpenStreetMap extracts and graphs: roads, places, services, boundaries and ground."""
