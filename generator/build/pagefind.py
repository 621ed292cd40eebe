"""The index of a large portal. The only module that knows Pagefind, which is an optional extra.

Pagefind cuts Chinese into words of a dictionary and does not find what crosses them. So every character is
given to it as a word: a phrase of characters is then found wherever it stands. What is no letter or digit
clings to the character before it, because Pagefind drops it on both sides.
"""

from __future__ import annotations

import html
import json
import subprocess
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

from generator.build import swap
from generator.model import addresses
from generator.problems import Problem, ProblemsFoundError
from generator.render.output import OutputFile
from generator.search.records import Record

# Not the interfaces that Pagefind brings, nor its playground: the portal has its own.
_PARTS = ("pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "wasm.unknown.pagefind")
_PATTERNS = (*_PARTS, "*.pf_meta", "fragment/*", "index/*")
# No language: nothing is cut into words, nothing is reduced to its stem.
_LANGUAGE = "xx"
_BRIDGE = b'import * as pagefind from "./pagefind.js";\nportalSearch.engine(pagefind);\n'


def files(records: Iterable[Record], work: Path) -> list[OutputFile]:
    """What visitors' browsers load of an index over the records; nothing without any.

    Raises:
        ProblemsFoundError: when Pagefind is not installed, or fails.

    """
    folder = work / "pagefind"
    swap.remove(folder)
    pages = [(f"{record.site}{record.address}index.html", _document(record)) for record in records]
    if not pages:
        return []
    for path, text in pages:
        (folder / "pages" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "pages" / path).write_text(text, "utf-8", newline="\n")
    _run(folder / "pages", folder / "index")
    found = sorted(path for pattern in _PATTERNS for path in (folder / "index").glob(pattern))
    made = [
        OutputFile(f"{addresses.PAGEFIND}{path.relative_to(folder / 'index').as_posix()}", path.read_bytes())
        for path in found
    ]
    return [OutputFile(f"{addresses.PAGEFIND}portal.js", _BRIDGE), *made]


def _document(record: Record) -> str:
    """One page as Pagefind reads it; ``search/pagefind.js`` takes the result apart again.

    The edition is one more word: Pagefind's filters are written in another order each time.
    """
    site = record.site.rstrip("/")
    kept = json.dumps([site, *record.head, record.marks], ensure_ascii=False)
    blocks = "".join(f"{_apart(text)}¶" for text in record.texts)
    about = _apart(f"{record.title} {record.of}")
    return (
        f'<html lang="{_LANGUAGE}"><body data-pagefind-body'
        f' data-pagefind-meta="page[data-page]" data-page="{html.escape(kept)}">'
        f"<p>{html.escape(blocks)} {html.escape(about)} {site.encode().hex()}</p></body></html>\n"
    )


def _apart(text: str) -> str:
    """Every letter and digit as a word of its own; a space is written as ␣, which is no word."""
    return "".join(f" {char}" if char.isalnum() else "␣" if char.isspace() else char for char in text)


def _run(pages: Path, index: Path) -> None:
    try:
        program = import_module("pagefind_bin").get_executable()
    except ImportError as error:
        raise ProblemsFoundError(
            [Problem("content/portal.yml", 1, 1, "SEA001", "索引超过 search_limit，要用 Pagefind，但没有安装。")]
        ) from error
    command = [program, "--site", pages, "--output-path", index]
    # What it prints is UTF-8 whatever the locale, but for names of files, which may be anything.
    done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False)  # noqa: S603 - the package's own program
    if done.returncode:
        said = f"Pagefind 没有做成索引：{done.stderr or done.stdout}"
        raise ProblemsFoundError([Problem("content/portal.yml", 1, 1, "SEA002", said)])
