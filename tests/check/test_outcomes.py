"""What an edition ends in, held against its own rules: the problems of the demonstration campaign when it is spoilt."""

from __future__ import annotations

from pathlib import Path

import demonstration
import portal_copy


def test_the_demonstration_has_no_problem(tmp_path: Path) -> None:
    assert demonstration.problems(demonstration.copy(tmp_path)) == ()


@portal_copy.parametrized("honours")
def test_case(case: portal_copy.Case, tmp_path: Path) -> None:
    demonstration.run(case, tmp_path)
