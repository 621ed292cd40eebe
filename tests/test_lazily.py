"""Modules that are read late: what breaks off their reading is heard."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from generator import lazily


def test_it_is_read_when_something_of_it_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(tmp_path))
    late = lazily.module("read_late")
    (tmp_path / "read_late.py").write_text("x = 1\n", "utf-8")  # not before
    assert late.x == 1
    with pytest.raises(AttributeError):
        _ = late.y


def test_ctrl_c_while_it_is_read_is_not_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(tmp_path))
    (tmp_path / "broken_off.py").write_text("raise KeyboardInterrupt\n", "utf-8")
    late = lazily.module("broken_off")
    with pytest.raises(KeyboardInterrupt):
        import_module("broken_off")
    with pytest.raises(KeyboardInterrupt):
        _ = late.x


def test_ctrl_c_while_the_program_begins_is_told_like_any_other(tmp_path: Path) -> None:
    (tmp_path / "click.py").write_text("raise KeyboardInterrupt\n", "utf-8")
    environment = os.environ | {"PYTHONPATH": str(tmp_path), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "generator", "check"]
    done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "\n已中止。\n")
