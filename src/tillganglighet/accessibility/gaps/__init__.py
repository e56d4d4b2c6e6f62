"""Gaps: access against time classes and standards, summed up over those who live there."""
