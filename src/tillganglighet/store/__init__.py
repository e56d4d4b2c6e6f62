"""The region on disk: written whole or not at all, opened by memory mapping."""
