"""The web service over a region: FastAPI in front of the same use cases as the command line."""
