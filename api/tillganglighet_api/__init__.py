"""The web service over a region: FastAPI in front of the same use cases as the command line."""

from tillganglighet_api.app import create_app

__all__ = ["create_app"]
