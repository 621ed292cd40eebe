"""Measurements: ``make bench``. Nothing here runs in the tests: times depend on the machine."""
