"""Texts as long as a file may be are read in a time that grows with their length, whatever they are made of."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from generator.check import figures, meant, numbers
from generator.importing import cleaning, headings
from generator.model import base
from generator.spreadsheet import parts

LENGTH = 100_000
SECONDS = 20.0  # what grows with the square of the length takes minutes


@pytest.mark.parametrize(
    ("read", "of"),
    [
        (numbers.masked, "1 "),
        (meant.several, " "),
        (base._as_moment, " "),  # noqa: SLF001 - as a model reads it
        (figures._DAY.search, "1-"),  # noqa: SLF001 - as a quotation is read
        (headings.part, "("),
        (headings.left, "（1"),
        (cleaning._born, "1"),  # noqa: SLF001 - as a cell is read
        (parts._LITERAL.findall, "["),  # noqa: SLF001 - as a number format is read
    ],
    ids=lambda one: one if isinstance(one, str) else one.__name__,
)
def test_time_grows_with_the_length(read: Callable[[str], object], of: str) -> None:
    began = time.process_time()
    read(of * (LENGTH // len(of)))
    assert time.process_time() - began < SECONDS
