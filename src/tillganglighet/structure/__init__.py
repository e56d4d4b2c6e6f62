"""The structure map: how the places of a region hang together, and with the world outside."""
