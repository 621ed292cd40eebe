"""Turning values into text: the Jinja environment, links, and what pages hand to the build."""
