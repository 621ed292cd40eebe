"""Documents for Word and WPS, where people go on writing."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import docx

from generator.formats.word.package import write

__all__ = ["digest", "write"]


@cache
def digest() -> str:
    """What the bytes of a document depend on besides the document: this code and its library."""
    found = hashlib.sha256(docx.__version__.encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        found.update(path.read_bytes())
    return found.hexdigest()
