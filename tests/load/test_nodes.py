"""YAML text to nodes: hostile input is refused with a place, and everything else comes through as strings."""

from __future__ import annotations

import re
from pathlib import Path

import portal_copy
import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.load import nodes

KIB = 1024
FILES = [path for name, path in portal_copy.PATHS.items() if path.endswith(".yml")]
TEXTS = {path: (portal_copy.ROOT / path).read_text("utf-8") for path in FILES}
# What means something to YAML, beside letters.
SIGNS = st.sampled_from(
    [*"[]{},:-?&*!|>'\"%@`#~<=\\ \n\t\r\0", ": ", "- ", "? ", "<<", "---\n", "...\n", "  ", "\\U", "键"]
)


@portal_copy.parametrized("yaml")
def test_case(case: portal_copy.Case, tmp_path: Path) -> None:
    portal_copy.run(case, tmp_path)


# Each was measured: none takes a second, most take milliseconds.
BOMBS = {
    "100 KB of opening brackets": ("a: " + "[" * 100_000, "YAM004", 1),
    "1 MiB of opening brackets": ("[" * KIB * KIB, "YAM004", 1),
    "100 KB of opening braces": ("a: " + "{" * 100_000, "YAM001", 1),
    "100 KB of brackets on lines of their own": ("a: " + "[\n" * 50_000, "YAM004", 50),
    "100 KB of lists in lists": ("- " * 50_000, "YAM004", 1),
    "100 KB of keys in keys": ("? " * 50_000, "YAM001", 1),
    "100 KB of nested block mappings": ("\n".join(" " * depth + "a:" for depth in range(440)), "YAM004", 51),
    "100 KB of nested block lists": ("\n".join(" " * depth + "-" for depth in range(440)), "YAM004", 51),
    "100 KB of anchors": ("&a " * 33_000, "YAM002", 1),
    "100 KB of aliases": ("*a " * 33_000, "YAM002", 1),
    "100 KB of tags": ("!a " * 33_000, "YAM002", 1),
    "100 KB of directives": ("%a\n" * 33_000, "YAM001", 33_001),
    "100 KB of documents": ("---\n" * 25_000, "YAM005", 3),
    "aliases of an anchor that grows": (
        "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 60)),
        "YAM002",
        1,
    ),
    "an anchor that holds itself": ("a: &a [*a]", "YAM002", 1),
    "merge keys of a growing anchor": ("a: &a { x: 1 }\nb: &b { <<: [*a, *a] }\nc: { <<: [*b, *b] }\n", "YAM002", 1),
    "500,000 list entries": ("a:\n" + "- x\n" * 250_000, "FIL004", nodes.MAX_NODES - 1),
    "500,000 entries on one line": ("a: [" + "x," * 250_000 + "]", "FIL004", 1),
    "100,000 keys": ("".join(f"k{n}: v\n" for n in range(100_000)), "FIL004", nodes.MAX_NODES // 2),
    "a version of 5,000 digits": ("%YAML 1." + "1" * 5_000 + "\n---\na: b", "YAM001", 1),
    "a key of 2,000 letters": ("x" * 2_000 + ": y", "YAM001", 1),
    "a quotation of 1 MiB that never closes": ('a: "' + "x" * KIB * KIB, "YAM001", 1),
    "NUL bytes": ("\0" * 100_000, "YAM001", 1),
    "tabs": ("\t" * 100_000, "YAM001", 1),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_one_located_problem(name: str) -> None:
    text, code, line = BOMBS[name]
    mapping, problems = nodes.parse("x.yml", text)
    assert mapping is None
    assert [(problem.code, problem.line) for problem in problems] == [(code, line)]


def test_nesting_is_limited_to_the_level() -> None:
    deepest = "\n".join(" " * depth + "a:" for depth in range(nodes.MAX_DEPTH)) + " x"
    mapping, problems = nodes.parse("x.yml", deepest)
    assert mapping is not None
    assert problems == []
    mapping, problems = nodes.parse("x.yml", "\n".join(" " * depth + "a:" for depth in range(51)) + " x")
    assert mapping is None
    assert [problem.code for problem in problems] == ["YAM004"]


def test_values_are_counted_to_the_last() -> None:
    most = "".join(f"- {n}\n" for n in range(nodes.MAX_NODES - 3))  # the mapping, its key and its list count too
    assert nodes.parse("x.yml", f"a:\n{most}")[1] == []
    assert [problem.code for problem in nodes.parse("x.yml", f"a:\n{most}- x\n")[1]] == ["FIL004"]


@pytest.mark.parametrize(
    "written",
    ["no", "yes", "on", "1:30", "010", "0x1F", "1e3", ".inf", "2020-08-31", "1_000", "-0", "", "=", "0o7"],
)
def test_values_stay_the_strings_that_were_written(written: str) -> None:
    mapping, problems = nodes.parse("x.yml", f"a: {written}\n")
    assert problems == []
    assert mapping is not None
    assert nodes.value(mapping) == {"a": written}


def test_every_duplicate_is_told() -> None:
    mapping, problems = nodes.parse("x.yml", "a: 1\nb: {c: 1, c: 2}\na: 3\n'a': 4\n")
    assert mapping is None
    assert [(p.code, p.line, p.column) for p in problems] == [("YAM003", 2, 11), ("YAM003", 3, 1), ("YAM003", 4, 1)]


def test_places_of_nodes() -> None:
    mapping, _ = nodes.parse("x.yml", "# 说明\na:\n  - b: 甲\n    c: [乙, 丙]\n  - d\n")
    assert mapping is not None
    assert nodes.locate(mapping, ()) == (2, 1)
    assert nodes.locate(mapping, ("a",)) == (2, 1)  # a key whose value is a list
    assert nodes.locate(mapping, ("a", 0)) == (3, 5)
    assert nodes.locate(mapping, ("a", 0, "b")) == (3, 8)  # a value
    assert nodes.locate(mapping, ("a", 0, "c", 1)) == (4, 12)
    assert nodes.locate(mapping, ("a", 0, "missing")) == (3, 5)
    assert nodes.locate(mapping, ("a", 1)) == (5, 5)
    assert nodes.locate(mapping, ("a", 9, "nowhere")) == (3, 3)


def lines(text: str) -> int:
    return len(re.split(r"\r\n|\r|\n", text))


def check(text: str) -> None:
    """Parsing never raises; it gives a mapping or problems that stand in the text."""
    mapping, problems = nodes.parse("x.yml", text)
    assert (mapping is None) == bool(problems)
    for problem in problems:
        assert 1 <= problem.line <= lines(text)
        assert problem.column >= 1
        assert re.search("[\u4e00-\u9fff]", problem.message)
        assert problem.message.isprintable()


@settings(max_examples=500)
@example("%YAML 1." + "1" * 5_000)
@example('a: "\\U00110000"')
@example('"\\uD800": x')
@example("a: \x85b: \u2028c")
@example("a: b\rc: [\r")
@example("a: !<%F0> b")
@example("? ? a")
@given(st.text() | st.lists(SIGNS | st.text(max_size=3)).map("".join))
def test_no_text_raises(text: str) -> None:
    check(text)


@settings(max_examples=150)
@given(st.data())
def test_no_spoilt_file_raises(data: st.DataObject) -> None:
    text = TEXTS[data.draw(st.sampled_from(FILES))]
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text)))
        length = data.draw(st.integers(0, 5))
        text = text[:at] + data.draw(SIGNS | st.text(max_size=4)) + text[at + length :]
    check(text)


# Text that YAML can hold; what it cannot (controls, separators of lines) is refused by the cases.
PRINTABLE = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufeff\ufffe\uffff")
    | st.sampled_from("\n\t :#-[]{}&*!|>'\"%@`,?")
)
DATA = st.dictionaries(
    PRINTABLE.filter(lambda key: key != "<<"),
    st.recursive(
        PRINTABLE,
        lambda inner: (
            st.lists(inner, max_size=4) | st.dictionaries(PRINTABLE.filter(lambda key: key != "<<"), inner, max_size=4)
        ),
        max_leaves=12,
    ),
    min_size=1,
    max_size=5,
)


class NoAliases(yaml.SafeDumper):
    """Writes equal values out each time: an alias is refused, as it should be."""

    def ignore_aliases(self, data: object) -> bool:
        """Say that every value is to be written out."""
        del data
        return True


@settings(max_examples=200)
@example(written={"a": {}, "b": [], "c": ""}, flow=False)
@example(written={"a": "\n", "b": " x ", "c": "\tx\n\n"}, flow=True)
@given(DATA, st.booleans())
def test_what_is_written_is_what_is_read(written: dict[str, object], flow: bool) -> None:  # noqa: FBT001 - drawn
    text = yaml.dump(written, Dumper=NoAliases, allow_unicode=True, default_flow_style=flow)
    mapping, problems = nodes.parse("x.yml", text)
    assert problems == []
    assert mapping is not None
    assert nodes.value(mapping) == written


def test_a_key_without_end_is_shown_in_part() -> None:
    _, (problem,) = nodes.parse("x.yml", f"? {'键' * 300_000}\n: 1\n? {'键' * 300_000}\n: 2\n")
    assert problem.code == "YAM003"
    assert len(problem.message) < 500
    assert problem.message.startswith("键“键键")
    assert problem.message.endswith("第 1 行已经写过。")
