"""Roads as frozen arrays: rules of access and speed, building, snapping."""
