"""What if: scenarios that close, open and move services and roads, and what they do to people."""
