"""The use cases: build a network or a region, measure, report."""
