"""What Pagefind says when it fails is told, whatever it is written in."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from generator.build import pagefind
from generator.problems import ProblemsFoundError
from generator.search.records import Record


@pytest.mark.skipif(sys.platform == "win32", reason="its program here is a script")
def test_what_is_no_utf_8_is_told_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "program"
    program.write_text("#!/bin/sh\nprintf '磁盘 \\377' >&2\nexit 1\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setitem(sys.modules, "pagefind_bin", SimpleNamespace(get_executable=lambda: program))
    record = Record("demo/2026/", "notice/", "通知", "通知", "2026年", 0, (), ())
    with pytest.raises(ProblemsFoundError) as raised:
        pagefind.files([record], tmp_path)
    assert [(one.code, one.message) for one in raised.value.problems] == [("SEA002", "Pagefind 没有做成索引：磁盘 �")]
