"""What the documents promise is there, and what is there is documented."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from generator import cli, reference
from generator.problems import CODES

ROOT = Path(__file__).resolve().parent.parent
DOCS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md")), ROOT / "site_templates/starter/README.md"]


@pytest.mark.parametrize("path", sorted(reference.files()))
def test_generated_reference_is_up_to_date(path: str) -> None:
    """A changed model or problem code comes with `make reference`."""
    assert (ROOT / path).read_text("utf-8") == reference.files()[path]


def test_no_stale_schema_is_left() -> None:
    written = {path for path in reference.files() if path.startswith("schemas/")}
    assert {f"schemas/{path.name}" for path in (ROOT / "schemas").iterdir()} == written


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
@pytest.mark.parametrize("command", sorted(cli.main.commands))
def test_every_command_is_documented(readme: str, command: str) -> None:
    assert f"portal {command}" in (ROOT / readme).read_text("utf-8")


def test_every_option_is_documented() -> None:
    text = (ROOT / "README.zh-CN.md").read_text("utf-8")
    for name, command in cli.main.commands.items():
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert any(f"`{option}" in text for option in parameter.opts), f"{name}: {parameter.opts}"


def test_every_problem_code_is_raised_somewhere() -> None:
    """The catalogue holds no code that nothing uses."""
    code = "".join(path.read_text("utf-8") for path in (ROOT / "generator").rglob("*.py") if path.stem != "problems")
    assert [name for name in CODES if f'"{name}"' not in code] == []


def test_every_key_has_a_description() -> None:
    for name, (kind, _) in reference.KINDS.items():
        schema = kind.model_json_schema()
        for title, record in {name: schema, **schema.get("$defs", {})}.items():
            missing = [key for key, detail in record["properties"].items() if not detail.get("description")]
            assert missing == [], title


@pytest.mark.parametrize("document", DOCS, ids=str)
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)\s]*)?\)", document.read_text("utf-8")):
        if not re.match(r"[a-z]+:", target):
            assert (document.parent / target).exists(), target


@pytest.mark.parametrize(
    "path", [*sorted(ROOT.glob("content/**/*.yml")), *sorted(ROOT.glob("rubrics/**/*.yml"))], ids=str
)
def test_content_tells_editors_its_schema(path: Path) -> None:
    match = re.match(r"# yaml-language-server: \$schema=(\S+)", path.read_text("utf-8"))
    assert match
    assert (path.parent / match[1]).resolve().parent == ROOT / "schemas"
    assert (path.parent / match[1]).is_file()
