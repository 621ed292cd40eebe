"""Campaign portals of trade-union federations, generated as static sites."""

from __future__ import annotations

__version__ = "0.1.0"
