"""Which villages reach which services, how fast, and what changes when a service closes."""
