"""The finished site. The only module that knows MkDocs.

Every edition is a small MkDocs build of its own, all in one process with one theme environment:
compiling the theme's templates and walking its icons is most of a small build's time. The theme's
static files are put once at the root. A site whose inputs did not change is not built again.
"""

from __future__ import annotations

import functools
import hashlib
import logging
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
import markdown
import mkdocs.utils
import mkdocs.utils.templates
from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from generator.build import swap
from generator.build.stage import Staged, StagedSite
from generator.problems import Problem, ProblemsFoundError
from generator.render.output import OutputFile
from generator.resources import Resources, made_by

Progress = Callable[[str, bool], None]
"""Told the address of a site and whether it had to be built."""

_THEME = Path(mkdocs.utils.get_theme_dir("material"))
# What of the theme a visitor's browser asks for; search is the portal's own.
_THEME_FILES = ("assets/stylesheets/*.css", "assets/javascripts/bundle.*.js", "assets/images/*")


@dataclass(frozen=True)
class Report:
    """What a build did: addresses of the sites, and of those among them that were built anew."""

    sites: tuple[str, ...]
    built: tuple[str, ...]
    files: int


def build(staged: Staged, out: Path, work: Path, resources: Resources, progress: Progress) -> Report:
    """Build what changed, put the whole site together beside ``out``, then swap it in.

    ``work`` keeps finished sites between builds. ``out`` is untouched unless everything succeeded.
    """
    builder = _Builder(resources)
    finished, built = [], []
    for one in staged.sites:
        folder = work / "sites" / (one.site.address or "_portal")
        fresh = _ensure(builder, one, folder)
        finished.append((one.site, folder / "html"))
        if fresh:
            built.append(one.site.address)
        progress(one.site.address, fresh)
    fresh_tree = swap.beside(out)
    for site, html in finished:
        shutil.copytree(html, fresh_tree / site.address, dirs_exist_ok=True)
        _write(fresh_tree, site.files)
    _write(fresh_tree, staged.files)
    for kept in staged.kept:
        shutil.copyfile(kept.source, _place(fresh_tree, kept.path))
    _assets(fresh_tree, resources)
    swap.replace(fresh_tree, out)
    count = sum(len(names) for _, _, names in os.walk(out))
    return Report(tuple(site.address for site, _ in finished), tuple(built), count)


def _ensure(builder: _Builder, staged: StagedSite, folder: Path) -> bool:
    """Build a site unless the folder holds the outcome of the same inputs; says whether it was built."""
    stamp = folder / "digest"
    digest = hashlib.sha256(f"{builder.digest}{staged.digest}".encode()).hexdigest().encode()
    if stamp.is_file() and stamp.read_bytes() == digest:
        return False
    # The stamp goes first and comes last: whatever interrupts the build, it never vouches for a half site.
    stamp.unlink(missing_ok=True)
    swap.remove(folder)
    builder.build(staged, folder / "html")
    stamp.write_bytes(digest)
    return True


class _Builder:
    """Runs MkDocs for one site after another with one theme environment."""

    def __init__(self, resources: Resources) -> None:
        self.resources = resources
        self._env: jinja2.Environment | None = None
        self._theme: Any = None

    @functools.cached_property
    def digest(self) -> str:
        """Over everything but the pages that decides what a site looks like."""
        digest = hashlib.sha256(made_by().encode())
        theme = self.resources.templates / "theme"
        # Assets are no part of a site: they are put at the root anew each time.
        own = [path for path in theme.rglob("*") if path.is_file() and theme / "assets" not in path.parents]
        for path in (self.resources.mkdocs, *sorted(own)):
            digest.update(str(path).encode() + b"\0" + path.read_bytes() + b"\0")
        return digest.hexdigest()

    def build(self, staged: StagedSite, out: Path) -> None:
        """One MkDocs build, in which a warning stops everything.

        Raises:
            ProblemsFoundError: when MkDocs refuses mkdocs.yml.

        """
        try:
            self._build(staged, out)
        except MkDocsException as error:
            message = f"MkDocs 不接受这份配置：{error}"
            raise ProblemsFoundError([Problem(str(self.resources.mkdocs), 1, 1, "CFG001", message)]) from error

    def _build(self, staged: StagedSite, out: Path) -> None:
        site = staged.site
        root = "../" * site.address.count("/")
        config = load_config(
            config_file=str(self.resources.mkdocs),
            site_name=site.name,
            docs_dir=str(staged.docs.resolve()),
            site_dir=str(out.resolve()),
            nav=staged.nav,
            site_url=site.url or None,
            strict=True,
            extra={
                "root": root,
                "homepage": root or ".",
                "maintainer": site.maintainer,
                "demo": site.demo,
                "footer": site.footer,
                "edition": site.address.rstrip("/"),
                # The selector reads ../versions.json, which only an edition has.
                **({"version": {"provider": "mike"}} if site.address else {}),
            },
        )
        self._share_theme(config)
        config.markdown_extensions = [_Finished()]  # type: ignore[list-item]  # Markdown takes instances too
        config.theme.static_templates = set() if site.address else {"404.html"}
        with _quiet():
            mkdocs_build.build(config)

    def _share_theme(self, config: MkDocsConfig) -> None:
        if self._env is None:
            env = config.theme.get_env()
            env.filters["url"] = _url
            # The theme's files are copied once by _assets, not found again for each edition.
            env.list_templates = lambda *_args, **_kwargs: []  # type: ignore[method-assign]
            self._env, self._theme = env, config.theme
            config.theme.get_env = lambda: env  # type: ignore[method-assign]
        config.theme = self._theme


class _Finished(markdown.Extension):
    """Lets finished HTML through: what Markdown would make of it again costs half of a build."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 - the name that Markdown calls
        """Take the place of the conversion."""
        md.convert = lambda source: source  # type: ignore[method-assign]


@jinja2.pass_context
def _url(context: Any, value: str) -> str:  # noqa: ANN401 - Jinja's and MkDocs' contexts are untyped
    """MkDocs' ``url`` filter, but assets are found at the root of the portal."""
    assets = value.startswith("assets/")
    return mkdocs.utils.templates.url_filter(context, context["config"].extra["root"] + value if assets else value)


class _quiet:  # noqa: N801 - reads as a verb
    """Keeps MkDocs' progress to itself; warnings are still counted by its strict mode."""

    def __enter__(self) -> None:
        self._level = logging.getLogger("mkdocs").level
        logging.getLogger("mkdocs").setLevel(logging.WARNING)

    def __exit__(self, *_: object) -> None:
        logging.getLogger("mkdocs").setLevel(self._level)


def _assets(out: Path, resources: Resources) -> None:
    """The theme's static files and the portal's own, once at the root."""
    own = resources.templates / "theme"
    for base, patterns in ((_THEME, _THEME_FILES), (own, ("assets/**/*",))):
        for pattern in patterns:
            for path in sorted(base.glob(pattern)):
                if path.is_file():
                    target = out / path.relative_to(base)
                    target.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(path, target)


def _write(out: Path, files: tuple[OutputFile, ...]) -> None:
    for file in files:
        _place(out, file.path).write_bytes(file.data)


def _place(out: Path, path: str) -> Path:
    place = out / path
    place.parent.mkdir(parents=True, exist_ok=True)
    return place
