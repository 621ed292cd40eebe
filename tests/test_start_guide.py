"""docs/start.zh-CN.md done as it is written: its files, its commands, and what they are said to print."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from textwrap import dedent, indent

import portal_copy
import pytest
from click.testing import CliRunner

from generator import cli

GUIDE = portal_copy.ROOT / "docs/start.zh-CN.md"
STARTER = portal_copy.ROOT / "site_templates/starter"

# Everything that a reader does, in the order of the text.
_STEP = re.compile(
    r"(?:新建|改) `(?P<write_path>[^`]+)`[^`\n]*：\n\n(?P<write_text> *```(?:yaml|markdown)\n.*?) *```\n"
    r"|`(?P<add_path>[^`]+)` 的 `(?P<add_key>\w+)` 一行下面加[^\n]*：\n\n(?P<add_text> *```yaml\n.*?) *```\n"
    r"|`(?P<edit_path>[^`]+)` 里的 `(?P<edit_old>[^`]+)` 全部换成 `(?P<edit_new>[^`]+)`"
    r"|(?P<run> *```sh\n.*?) *```\n"
    r"|(?P<look> *```text\n.*?) *```\n",
    re.DOTALL,
)
_BY_PEOPLE = ("portal serve", "portal fonts")  # until somebody stops it; from the network


def _inside(block: str) -> str:
    return dedent(block).partition("\n")[2]


class _Reader:
    """Somebody who does what the guide says, and looks at what the last commands have printed."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch
        self._printed = ""

    def write(self, path: str, block: str) -> None:
        Path(path).parent.mkdir(exist_ok=True)
        Path(path).write_text(_inside(block), "utf-8")

    def add(self, path: str, key: str, block: str) -> None:
        lines = Path(path).read_text("utf-8").splitlines(keepends=True)
        (at,) = [number for number, line in enumerate(lines) if line.lstrip().startswith(f"{key}: ")]
        margin = lines[at][: lines[at].index(key)]
        Path(path).write_text("".join([*lines[: at + 1], indent(_inside(block), margin), *lines[at + 1 :]]), "utf-8")

    def edit(self, path: str, old: str, new: str) -> None:
        text = Path(path).read_text("utf-8")
        assert old in text
        Path(path).write_text(text.replace(old, new), "utf-8")

    def run(self, block: str) -> None:
        self._printed = ""
        for command in _inside(block).splitlines():
            words = shlex.split(command)
            if words[0] == "cd":
                self._monkeypatch.chdir(words[1])
            elif words[0] != "portal":
                subprocess.run(words, check=True)
            elif command not in _BY_PEOPLE:
                done = CliRunner().invoke(cli.main, words[1:], catch_exceptions=False)
                assert done.exit_code == ("发现" in done.stderr), f"{command}\n{done.output}"
                self._printed += done.output

    def look(self, block: str) -> None:
        for line in _inside(block).splitlines():
            assert line in self._printed, f"{line}\n\n{self._printed}"


def test_the_guide_works_as_it_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    reader, done = _Reader(monkeypatch), Counter[str]()
    for step in _STEP.finditer(GUIDE.read_text("utf-8").partition("\n## 二")[2]):
        (kind,) = {name.partition("_")[0] for name, said in step.groupdict().items() if said}
        done[kind] += 1
        getattr(reader, kind)(*(said for said in step.groups() if said))
    assert done == {"write": 10, "add": 2, "edit": 4, "run": 18, "look": 12}
    assert "2027" in Path("public/xiaojia/index.html").read_text("utf-8")
    assert "两届没有不同" not in Path("public/xiaojia/2027/changes/index.html").read_text("utf-8")
    assert Path("../menhu.zip").is_file()


@pytest.mark.parametrize(
    "path",
    [
        "content/glossary.yml",
        "content/pages",
        *(f"content/pages/{one}.md" for one in ("about", "privacy", "accessibility")),
    ],
)
def test_what_the_starter_calls_optional_can_be_deleted(tmp_path: Path, path: str) -> None:
    root = tmp_path / "portal"
    shutil.copytree(STARTER, root)
    shutil.rmtree(root / path) if (root / path).is_dir() else (root / path).unlink()
    done = CliRunner().invoke(cli.main, ["check", "--root", str(root)], catch_exceptions=False)
    assert done.exit_code == 0, done.stderr
