"""Pages become a plain docs tree on disk for each site; before it only ``keep`` writes."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import filelock

from generator.build import swap
from generator.problems import Problem, ProblemsFoundError
from generator.render.output import Kept, NavItem, OutputFile, Page, Site

# What YAML takes no character or a line break for, where JSON does not: it is written as an escape.
_NOT_YAML = re.compile("[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


@contextmanager
def workspace(work: Path) -> Iterator[None]:
    """The folder where a build keeps its things, for one build at a time.

    Raises:
        ProblemsFoundError: when another build is running, or a folder cannot be written.

    """
    try:
        work.mkdir(parents=True, exist_ok=True)
        with filelock.FileLock(work / "lock", timeout=0):
            yield
    except filelock.Timeout as error:
        raise ProblemsFoundError([Problem(str(work), 1, 1, "BLD001", "另一次生成正在进行。")]) from error
    except OSError as error:
        where = error.filename or work
        raise ProblemsFoundError(
            [Problem(str(where), 1, 1, "BLD002", f"写不了（{error.strerror or error}）。")]
        ) from error


@dataclass(frozen=True)
class StagedSite:
    """A site with its docs tree on disk, its navigation as MkDocs takes it, and a digest over all of it."""

    site: Site
    docs: Path
    nav: list[dict[str, object]]
    digest: str


@dataclass(frozen=True)
class Staged:
    """Everything that the site is made from; ``files`` and ``kept`` go as they are."""

    sites: tuple[StagedSite, ...]
    files: tuple[OutputFile, ...]
    kept: tuple[Kept, ...]


def write(sites: list[Site], files: list[OutputFile], kept: list[Kept], folder: Path) -> Staged:
    """Write the docs tree of every site below ``folder``, which is made anew."""
    swap.remove(folder)
    return Staged(tuple(_write_site(site, folder) for site in sites), tuple(files), tuple(kept))


def _write_site(site: Site, folder: Path) -> StagedSite:
    docs = folder / (site.address or "_portal")
    digest = hashlib.sha256()
    for page in site.pages:
        path = docs / page.address / "index.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        text = _markdown(page)
        path.write_text(text, "utf-8", newline="\n")
        digest.update(f"{page.address}\0{text}\0".encode())
    nav = [_nav(item) for item in site.nav]
    about = [site.name, site.url, site.maintainer, site.demo, nav, [_nav(item) for item in site.footer]]
    digest.update(json.dumps(about, ensure_ascii=False).encode())
    return StagedSite(site, docs, nav, digest.hexdigest())


def _markdown(page: Page) -> str:
    """Front matter (as JSON, which YAML includes) and the finished HTML as one raw block."""
    front = {
        "title": page.title,
        "description": page.description,
        "toc": [{"level": h.level, "anchor": h.anchor, "text": h.text} for h in page.headings],
        "crumbs": [{"title": crumb.title, "link": crumb.link} for crumb in page.crumbs],
        "metas": [{"name": name, "content": content} for name, content in page.metas],
        "styles": list(page.styles),
        "scripts": list(page.scripts),
        "hide": _hidden(page),
        "demo": page.demo,
    }
    return f'---\n{json.dumps(front, ensure_ascii=False)}\n---\n\n<div class="p-page">\n{page.body}\n</div>\n'


def _hidden(page: Page) -> list[str]:
    toc = [] if page.headings and not page.wide else ["toc"]
    return ["navigation", *toc] if page.alone else toc


def _nav(item: NavItem) -> dict[str, object]:
    if item.children:
        return {item.title: [_nav(child) for child in item.children]}
    return {item.title: f"{item.address}index.md"}
