"""The portal's own pages and its glossary, held against the rest of the content."""

from __future__ import annotations

from pathlib import Path

import portal_copy


@portal_copy.parametrized("portal_pages")
def test_case(case: portal_copy.Case, tmp_path: Path) -> None:
    portal_copy.run(case, tmp_path)


def test_all_of_it_is_optional(tmp_path: Path) -> None:
    portal = portal_copy.read(portal_copy.copy(tmp_path))
    assert portal.texts == {}
    assert portal.terms == ()
