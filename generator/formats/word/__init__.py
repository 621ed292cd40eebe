"""Documents for Word and WPS, where people go on writing."""

from generator.formats.word.package import write

__all__ = ["write"]
