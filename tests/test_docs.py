"""What the documents promise is there, and what is there is documented."""

from __future__ import annotations

import doctest
import json
import re
import shlex
import shutil
from importlib import import_module
from itertools import chain
from pathlib import Path
from textwrap import dedent
from typing import Any, get_args

import click
import portal_copy
import pytest
import yaml
from click.testing import CliRunner
from pydantic import TypeAdapter

from generator import cli, reference
from generator.check.article import article
from generator.check.quotes import stands_in
from generator.model.corrections import Corrections
from generator.model.honours import Outcome
from generator.model.rubric import Reading
from generator.model.rules import Rule
from generator.problems import CODES

ROOT = Path(__file__).resolve().parent.parent
DOCS = [
    *sorted(ROOT.glob("*.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
    ROOT / "bench/README.md",
    ROOT / "site_templates/starter/README.md",
]

SHOWING = [
    path
    for path in sorted((ROOT / "generator").rglob("*.py"))
    if re.search(r"^ *>>> ", path.read_text("utf-8"), re.MULTILINE)
]

_CONTEXT = click.Context(cli.main)
COMMANDS = {
    name: command for name in cli.main.list_commands(_CONTEXT) if (command := cli.main.get_command(_CONTEXT, name))
}
LEAVES: dict[str, click.Command] = {}
for _name, _command in COMMANDS.items():
    _below = _command.commands if isinstance(_command, click.Group) else {"": _command}
    LEAVES |= {f"{_name} {inner}".rstrip(): one for inner, one in _below.items()}


@pytest.mark.parametrize("path", sorted(reference.files()))
def test_generated_reference_is_up_to_date(path: str) -> None:
    """A changed model or problem code comes with `make reference`."""
    assert (ROOT / path).read_text("utf-8") == reference.files()[path]


def test_no_stale_schema_is_left() -> None:
    written = {path for path in reference.files() if path.startswith("schemas/")}
    assert {f"schemas/{path.name}" for path in (ROOT / "schemas").iterdir()} == written


@pytest.mark.parametrize("path", SHOWING, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_what_docstrings_show_is_so(path: Path) -> None:
    name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    found = doctest.testmod(import_module(name))
    assert (found.attempted > 0, found.failed) == (True, 0)


@pytest.mark.parametrize("path", ["docs/keys.md", "site_templates/starter/README.md"])
def test_what_is_said_of_marks_is_so(path: str) -> None:
    """The first example marks a heading and a paragraph; any second one quotes that paragraph."""
    notice, *faqs = re.findall(r"```markdown\n(.*?)```", (ROOT / path).read_text("utf-8"), re.DOTALL)
    made, problems = article("notice.md", notice)
    assert made is not None
    assert problems == []
    assert list(made.clauses) == ["send", "send-when"]
    for text in faqs:
        faq, problems = article("faq.md", text)
        assert faq is not None
        assert problems == []
        (quotation,) = faq.quotations
        assert quotation.link == "notice/#send-when"
        assert stands_in(quotation.text, made.clauses["send-when"])


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_is_documented(readme: str, command: str) -> None:
    assert f"portal {command}" in (ROOT / readme).read_text("utf-8")


def _options(command: click.Command) -> list[list[str]]:
    return [one.opts for one in command.params if isinstance(one, click.Option)]


def _said(text: str) -> list[str]:
    """The command lines that a document writes, in blocks or among its words."""
    blocks = r"^ *```(?:sh|yaml)\n(.*?)^ *```"
    lines = [line for block in re.findall(blocks, text, re.DOTALL | re.MULTILINE) for line in block.splitlines()]
    lines += re.findall(r"`([^`\n]+)`", re.sub(r"^ *```.*?^ *```", "", text, flags=re.DOTALL | re.MULTILINE))
    return [
        found[1]
        for line in lines
        for command in re.split(r"&&| #", line)
        if (found := re.fullmatch(r"(?:- run: )?(?:\S*/)?portal ([a-z]+(?: .*)?)", command.strip()))
    ]


@pytest.mark.parametrize("document", DOCS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_command_in_a_document_is_one(document: Path) -> None:
    """With options of its own, not only of another command."""
    for line in _said(document.read_text("utf-8")):
        name, *words = shlex.split(line)
        command = COMMANDS.get(name)
        assert command, line
        if isinstance(command, click.Group) and words:
            command = command.commands.get(words[0])
            assert command, line
        used = {word.partition("=")[0] for word in words if re.match(r"--?[a-z]", word)}
        assert used <= set(chain(*_options(command))), line


def test_every_target_of_make_in_a_document_is_one() -> None:
    phony = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert phony
    said = {name for path in DOCS for name in re.findall(r"`make ([a-z]+)`", path.read_text("utf-8"))}
    assert said <= set(phony[1].split())


@pytest.mark.parametrize("name", sorted(LEAVES))
def test_every_option_is_documented_with_its_command(name: str) -> None:
    """And no other: in the rows of the table that begin with the command, for the import in the guide to lists."""
    text = (ROOT / "README.zh-CN.md").read_text("utf-8")
    told = "\n".join(re.findall(rf"^\| `portal {name}\b.*", text, re.MULTILINE))
    if name == "import honorees":
        told = (ROOT / "docs/honours.zh-CN.md").read_text("utf-8").partition("\n## 导入名单\n")[2].partition("\n## ")[0]
    said = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", " ".join(re.findall(r"`([^`]+)`", told))))
    options = _options(LEAVES[name])
    assert said <= set(chain(*options))
    assert [opts for opts in options if said.isdisjoint(opts) and opts != ["--root"]] == []


def test_the_root_is_an_option_of_all_commands_but_those_that_are_named() -> None:
    without = {name for name, command in LEAVES.items() if ["--root"] not in _options(command)}
    said = re.search("除了 (.*?)，各命令都可以用 `--root`", (ROOT / "README.zh-CN.md").read_text("utf-8"))
    assert said
    assert set(re.findall("`(.*?)`", said[1])) == without


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
    text = re.sub(r"```.*?```", "", document.read_text("utf-8"), flags=re.DOTALL)  # examples link elsewhere
    for target, anchor in re.findall(r"\]\(([^)#\s]*)(?:#([^)\s]*))?\)", text):
        if not re.match(r"[a-z]+:", target):
            there = document.parent / target if target else document
            assert there.exists(), target
            assert not anchor or anchor in _anchors(there), f"{target}#{anchor}"


def _anchors(document: Path) -> set[str]:
    """What GitHub makes of the headings of a document."""
    headings = re.findall(r"^#+ (.*)$", document.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize(
    "path", [*sorted(ROOT.glob("content/**/*.yml")), *sorted(ROOT.glob("rubrics/**/*.yml"))], ids=str
)
def test_content_tells_editors_its_schema(path: Path) -> None:
    match = re.match(r"# yaml-language-server: \$schema=(\S+)", path.read_text("utf-8"))
    assert match
    assert (path.parent / match[1]).resolve().parent == ROOT / "schemas"
    assert (path.parent / match[1]).is_file()


def test_the_answer_sheet_in_the_readme_is_one(tmp_path: Path) -> None:
    block = re.search(r"```json\n(.*?)```", (ROOT / "README.zh-CN.md").read_text("utf-8"), re.DOTALL)
    assert block
    (tmp_path / "answers.json").write_text(block[1], "utf-8")
    arguments = ["score", json.loads(block[1])["rubric"], str(tmp_path / "answers.json"), "--root", str(ROOT)]
    result = CliRunner().invoke(cli.main, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout)["total"] == {"min": 16, "max": 99.5, "of": 100}


def test_the_story_in_the_docs_is_the_story_in_the_code() -> None:
    """Every call of the story in docs/architecture.md stands in generator/series.py."""
    story = re.search(r"```python\n(.*?)```", (ROOT / "docs/architecture.md").read_text("utf-8"), re.DOTALL)
    assert story
    code = (ROOT / "generator/series.py").read_text("utf-8")
    calls = re.findall(r"= ([\w.]+\()", story[1])
    assert len(calls) == 8
    assert [call for call in calls if call not in code] == []


def _examples(path: str) -> list[Any]:
    text = (ROOT / path).read_text("utf-8")
    return [
        yaml.load(dedent(block), yaml.BaseLoader)  # noqa: S506
        for block in re.findall(r"``` *yaml\n(.*?)```", text, re.DOTALL)
    ]


def test_the_correction_in_the_guide_is_one() -> None:
    (example,) = _examples("docs/corrections.zh-CN.md")
    (one,) = Corrections.model_validate(example).corrections
    assert one.of == "notice"


def test_the_honours_in_the_guide_are_some() -> None:
    awards, documents = _examples("docs/honours.zh-CN.md")
    (one,) = Outcome.model_validate(awards | documents).documents
    assert one.kind == "circular"


def test_every_kind_of_rule_has_an_example_that_the_models_take() -> None:
    kinds = set()
    for example in _examples("docs/rubrics.zh-CN.md"):
        if isinstance(example, dict):
            TypeAdapter(tuple[Reading, ...]).validate_python(example["readings"])
        else:
            kinds |= {rule.kind for rule in TypeAdapter(tuple[Rule, ...]).validate_python(example)}
    assert kinds == {get_args(kind.model_fields["kind"].annotation)[0] for kind in get_args(get_args(Rule)[0])}


def test_the_examples_of_rules_agree_with_the_words_that_they_quote(tmp_path: Path) -> None:
    """In a form whose items are printed with those words; what the items are worth is the form's affair."""
    *rules, readings = sorted(_examples("docs/rubrics.zh-CN.md"), key=lambda one: isinstance(one, dict))
    (read_two_ways,) = readings["readings"]
    (other,) = read_two_ways["otherwise"]["rules"]
    items = [
        {"id": str(number), "standard": "标准。", "text": f"{'；'.join(said)}。", "rules": [rule]}
        | ({"points": "10"} if rule["kind"] not in {"check", "note"} else {})
        | (readings if (rule["id"], said) == (other["id"], other["says"]) else {})
        for number, (rule,) in enumerate(rules)
        for said in [rule["says"]]
    ]
    assert sum("readings" in item for item in items) == 1
    root = tmp_path / "portal"
    shutil.copytree(ROOT / "site_templates/starter", root)
    path = root / "rubrics/demo/2026/union.yml"
    form = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506
    del form["facts"], form["vetoes"][0]["implies"]
    form["total"] = str(sum(int(item.get("points", "0")) for item in items))
    form["sections"] = [{"id": "all", "title": "全部", "items": items}]
    path.write_text(yaml.safe_dump(form, allow_unicode=True), "utf-8")
    found = [f"{one.line}: {one.message}" for one in portal_copy.problems(root) if one.code != "RUB003"]
    assert found == []
