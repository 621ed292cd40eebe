"""Scoring: exact points in whole hundredths, with the reasons."""
