"""What one command publishes, before any file format: tables with their words and origin."""
