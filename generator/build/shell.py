"""The shell around every page: header, navigation, footer. The only module that knows the theme, mkdocs-material.

The theme's templates are rendered here, in one environment for all sites of a process: MkDocs itself would load them
for each edition anew and take ten times as long a page. What they are given is what MkDocs gives them.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import jinja2
import yaml

from generator.load import nodes
from generator.problems import Problem, ProblemsFoundError
from generator.render.environment import kept
from generator.render.output import NavItem, OutputFile, Page, Site
from generator.resources import Resources

_MISSING = "404.html"
# What differs from page to page; with these, "content" and "edition" are filled into a frame.
_PARTS = ("page_about", "page_title", "page_styles", "page_topic", "page_crumbs", "page_scripts", "nav", "toc")
COMPILED = ("theme", "frames")
"""Folders for what its templates compile to: the same names mean something else in each."""
_SLOT = re.compile("\x02([a-z_]+)\x03")
# What of the theme a visitor's browser asks for; search is the portal's own.
_THEME_FILES = ("assets/stylesheets/*.css", "assets/javascripts/bundle.*.js", "assets/images/*")


class Shell:
    """Renders sites with the theme, and the portal's own parts of it in ``site_templates/theme``."""

    def __init__(self, resources: Resources, compiled: Path | None = None) -> None:
        """A shell with the theme as ``mkdocs.yml`` sets it up; what templates compile to is kept in ``compiled``.

        Raises:
            ProblemsFoundError: when ``mkdocs.yml`` cannot be read.

        """
        self._compiled = compiled
        self.own = resources.templates / "theme"
        found = find_spec("material")
        assert found is not None and found.submodule_search_locations is not None  # noqa: S101, PT018 - a dependency
        self.theme = Path(next(iter(found.submodule_search_locations))) / "templates"
        self._frames: dict[tuple[object, ...], list[bytes]] = {}
        self.settings = _theme(self.theme / "mkdocs_theme.yml") | _theme(resources.mkdocs, "theme")
        if self.settings.get("name") != "material":
            said = f"主题的设置不能用：theme 的 name 只能是 material，不能是“{self.settings.get('name')}”。"
            raise ProblemsFoundError([Problem(str(resources.mkdocs), 1, 1, "CFG001", said)])

    def pages(self, site: Site) -> Iterator[OutputFile]:
        """Every page of a site as it is served; of the portal's own site also the page for what is not found."""
        config, nav = self._config(site), _nav(site)
        for page in site.pages:
            values: dict[str, Any] = {
                "config": config,
                "nav": nav,
                "page": _page(site, page),
                "base_url": _relative(".", page.address),
            }
            filled = self._filled(values) | {"content": values["page"].content, "edition": config["extra"]["edition"]}
            said = {name.encode(): text.encode() for name, text in filled.items()}
            html = b"".join(said.get(piece, piece) for piece in self._frame(site, page, values))
            yield OutputFile(f"{site.address}{page.address}index.html", html)
        if not site.address:
            # It is served at any depth: its links begin at the root of the host.
            base = urlsplit(site.url).path or "/"
            missing = self._env.get_template(_MISSING).render(config=config, nav=nav, page=None, base_url=base)
            yield OutputFile(_MISSING, missing.encode())

    def _filled(self, values: dict[str, Any]) -> dict[str, str]:
        """What differs from page to page, by the names of the parts. They share a context, which takes longest."""
        context = self._parts["nav"].new_context(values)
        try:
            return {name: "".join(part.root_render_func(context)) for name, part in self._parts.items()}
        except Exception:  # noqa: BLE001 - raised again, at the line of the template
            self._env.handle_exception()

    def _frame(self, site: Site, page: Page, values: Mapping[str, Any]) -> list[bytes]:
        """The theme's page in pieces, as they are served, of which those named as a part are to be filled in.

        Pages of the same depth and layout have the same frame, and so have all editions of a portal.
        """
        # The links of the portal's own pages say which of those in the navigation is open.
        opened = not site.address and any(item.address == page.address for item in site.nav)
        place = page.address if opened else page.address.count("/")
        about = (site.name, site.maintainer, site.footer, site.demo, site.draft, site.address.count("/"))
        key = (*about, place, len(site.nav) > 1, page.demo, page.draft, *_hidden(page))
        if key not in self._frames:
            config, told = values["config"], values["page"]
            about_site = config["extra"] | {"edition": config["extra"]["edition"] and _slot("edition")}
            layout = {"hide": told.meta.hide, "demo": page.demo, "draft": page.draft}
            blank = SimpleNamespace(url=page.address, content=_slot("content"), toc=[], meta=layout)
            html = self._framing.get_template("main.html").render(
                values, config=config | {"extra": about_site}, page=blank
            )
            self._frames[key] = [piece.encode() for piece in _SLOT.split(html)]
        return self._frames[key]

    def assets(self) -> Iterator[tuple[str, Path]]:
        """The theme's static files and the portal's own by where they stand on the site."""
        for base, patterns in ((self.theme, _THEME_FILES), (self.own, ("assets/**/*",))):
            for pattern in patterns:
                for path in sorted(base.glob(pattern)):
                    if path.is_file():
                        yield path.relative_to(base).as_posix(), path

    @cached_property
    def _parts(self) -> dict[str, jinja2.Template]:
        return {name: self._env.get_template(f"partials/{name}.html") for name in _PARTS}

    @cached_property
    def _env(self) -> jinja2.Environment:
        return self._environment("theme", jinja2.FileSystemLoader([self.own, self.theme]))

    @cached_property
    def _framing(self) -> jinja2.Environment:
        """The same templates, in which a slot stands for each part that differs from page to page."""
        slots = {f"partials/{name}.html": _slot(name) for name in _PARTS}
        theme = jinja2.FileSystemLoader([self.own, self.theme])
        return self._environment("frames", jinja2.ChoiceLoader([jinja2.DictLoader(slots), theme]))

    def _environment(self, name: str, loader: jinja2.BaseLoader) -> jinja2.Environment:
        """As MkDocs sets it up: the theme's templates escape by themselves."""
        cache = kept(self._compiled and self._compiled / name)
        env = jinja2.Environment(loader=loader, auto_reload=False, bytecode_cache=cache)
        env.filters["url"] = env.filters["script_tag"] = _url
        return env

    def _config(self, site: Site) -> Mapping[str, Any]:
        return {
            "site_name": site.name,
            "site_url": site.url,
            "theme": self.settings,
            "extra": site_values(site),
            "extra_css": [],
            "extra_javascript": [],
            "plugins": {},
        }


def site_values(site: Site) -> dict[str, Any]:
    """What the theme's templates know a site by, beside its name: ``config.extra``."""
    root = "../" * site.address.count("/")
    return {
        "root": root,
        "homepage": root or ".",
        "maintainer": site.maintainer,
        "demo": site.demo,
        "draft": site.draft,
        "footer": site.footer,
        "edition": site.address.rstrip("/"),
        # The selector reads ../versions.json, which only an edition has.
        **({"version": {"provider": "mike"}} if site.address else {}),
    }


def page_values(page: Page) -> dict[str, Any]:
    """What the theme's templates know a page by, beside its content: ``page.meta``."""
    return {
        "title": page.title,
        "description": page.description,
        "toc": page.headings,
        "crumbs": page.crumbs,
        "metas": page.metas,
        "styles": page.styles,
        "scripts": page.scripts,
        "hide": _hidden(page),
        "demo": page.demo,
        "draft": page.draft,
        "newer": page.newer,
    }


def _slot(name: str) -> str:
    """What stands in a frame for a part; no text of a page holds such characters."""
    return f"\x02{name}\x03"


def _theme(path: Path, key: str = "") -> dict[str, Any]:
    """Settings of the theme from a file, or from below a key of it.

    Raises:
        ProblemsFoundError: when they cannot be read.

    """
    line = 1
    try:
        said = yaml.load(path.read_text("utf-8"), nodes.FAST)  # noqa: S506 - a safe one
        if isinstance(found := said[key] if key else said, dict):
            return found
        message = f"{key} 不是“键: 值”"
    except (OSError, ValueError) as error:
        message = f"读不出来（{error}）"
    except (KeyError, TypeError):
        message = f"没有 {key}"
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line, message = (mark.line + 1 if mark else 1), f"语法错误（{getattr(error, 'problem', error)}）"
    raise ProblemsFoundError([Problem(str(path), line, 1, "CFG001", f"主题的设置不能用：{message}。")])


def _nav(site: Site) -> SimpleNamespace:
    return SimpleNamespace(items=[_entry(item) for item in site.nav])


def _entry(item: NavItem) -> SimpleNamespace:
    children = [_entry(child) for child in item.children]
    return SimpleNamespace(title=item.title, url="" if children else item.address, children=children, active=False)


def _page(site: Site, page: Page) -> SimpleNamespace:
    return SimpleNamespace(
        url=page.address,
        canonical_url=f"{site.url}{page.address}" if site.url else None,
        content=f'<div class="p-page">\n{page.body}\n</div>\n',
        toc=[],
        meta=SimpleNamespace(**page_values(page)),  # Jinja finds an attribute much sooner than a key
    )


def _hidden(page: Page) -> list[str]:
    toc = [] if page.headings and not page.wide else ["toc"]
    return ["navigation", *toc] if page.alone else toc


@jinja2.pass_context
def _url(context: Any, value: str) -> str:  # noqa: ANN401 - Jinja's contexts are untyped
    """A link to a place of the site, from the page that is rendered; assets are found at the root of the portal."""
    if value.startswith("assets/"):
        value = f"{context['config']['extra']['root']}{value}"
    page = context["page"]
    return posixpath.join(context["base_url"], value) if page is None else _relative(value, page.url)


@lru_cache(maxsize=4096)
def _relative(there: str, here: str) -> str:
    """From the page at ``here`` to ``there``, which may begin with steps up from the site."""
    up = there.count("../")
    start, target = here.rstrip("/").split("/"), there[3 * up :].rstrip("/").split("/")
    start, target = [part for part in start if part], [part for part in target if part not in {"", "."}]
    common = 0
    while common < min(len(start), len(target)) and start[common] == target[common]:
        common += 1
    if up:
        common = 0
    way = "/".join([".."] * (up + len(start) - common) + target[common:]) or "."
    return f"{way}/" if there.endswith("/") and not way.endswith("/") else way
