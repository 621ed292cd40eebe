"""Frozen values that describe a portal: the only schema of its content."""
