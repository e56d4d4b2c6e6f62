"""Timetables: what feeds (GTFS) and tables of stops say, as stops, legs and lines."""
