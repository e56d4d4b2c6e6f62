"""The best places for a new service, and for a servicepunkt."""
