"""Corrections of what was published: located problems, and no others."""

from __future__ import annotations

from pathlib import Path

import corrected
import portal_copy
import pytest


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return corrected.copy(tmp_path_factory.mktemp("corrected"))


@portal_copy.parametrized("corrections")
def test_case(case: portal_copy.Case, made: Path, tmp_path: Path) -> None:
    corrected.run_case(case, made, tmp_path)
