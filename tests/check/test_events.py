"""What became of titles, and what was changed after it was published: located problems, and no others."""

from __future__ import annotations

from pathlib import Path

import honoured
import portal_copy


@portal_copy.parametrized("register")
def test_what_cannot_have_happened_is_a_problem(case: portal_copy.Case, tmp_path: Path) -> None:
    honoured.run(case, tmp_path, bound=False)


@portal_copy.parametrized("ledger")
def test_what_was_published_stays(case: portal_copy.Case, tmp_path: Path) -> None:
    honoured.run(case, tmp_path, bound=True)
