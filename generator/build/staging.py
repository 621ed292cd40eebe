"""One edition as an ordinary MkDocs project, which any engine of that family builds without this software.

The folder holds all that is needed: ``mkdocs.yml``, ``docs/`` with finished pages and the files beside them, and
``theme/``, the portal's theme over those templates of Material that it uses, so that no theme has to be installed.
What comes of it belongs at the edition's own address: its links into the portal are relative. See ADR 0020.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import yaml
from msgspec.structs import asdict, replace

from generator.build import shell, swap
from generator.build.shell import Shell
from generator.load import nodes
from generator.problems import Problem, ProblemsFoundError, reason
from generator.render import sitemap
from generator.render.output import Kept, NavItem, OutputFile, Page, Site

_ICON = re.compile(r"(?:material|octicons|simple|fontawesome/[a-z]+)/[a-z0-9-]+")
_LANGUAGES = ("zh.html", "en.html")  # partials/language.html asks for these
_UNUSED = ("blog.html", "blog-post.html", "redirect.html", "404.html")  # a portal has one 404 page, at its root
_HEAD = """\
# 由 portal stage 写出：{address}
# 在这个文件夹里运行 properdocs build -f mkdocs.yml，或 zensical build，或 mkdocs build，网站写在 site/。
# 把 site/ 里的全部内容放到门户的 {address} 下面：页面到门户其他地方的链接都是相对的。
# docs/ 里的页面已经排好，不用 Markdown 扩展和插件；theme/ 里有用到的全部模板和样式，不必再装主题。
"""


def check(folder: Path) -> None:
    """Refuse a folder that holds anything: what someone has changed in a staged edition is not to be lost.

    Raises:
        ProblemsFoundError: when it is not empty, or no folder.

    """
    if folder.is_symlink() or (folder.exists() and (not folder.is_dir() or any(folder.iterdir()))):
        raise ProblemsFoundError([Problem(str(folder), 1, 1, "STG001", "目标文件夹已经有内容。")])


def write(folder: Path, site: Site, files: Iterable[OutputFile | Kept], look: Shell) -> None:
    """Write an edition into ``folder``, whole or not at all; of ``files`` those below its address, and assets.

    Raises:
        ProblemsFoundError: when the folder holds anything, or cannot be written.

    """
    check(folder)
    half = folder.with_name(f".{folder.name}.half")
    try:
        swap.remove(half)
        half.mkdir(parents=True)
        (half / "mkdocs.yml").write_text(_configuration(site, look), "utf-8", newline="\n")
        _docs(half / "docs", site, files)
        _theme(half / "theme", look)
        _sitemap(half)
        (half / "LICENSE-theme.txt").write_text(_licence(look), "utf-8", newline="\n")
        if folder.exists():
            folder.rmdir()
        half.rename(folder)
    except OSError as error:
        said = f"写不了（{reason(error)}）。"
        raise ProblemsFoundError([Problem(str(error.filename or folder), 1, 1, "BLD002", said)]) from error
    finally:
        with suppress(OSError):
            swap.remove(half)


def markdown(page: Page) -> str:
    """Front matter (as JSON, which YAML includes) and the finished HTML as one raw block."""
    front = _json(shell.page_values(page))
    # YAML, unlike JSON, takes no such character, or takes it for a line's end.
    escaped = nodes.unusable().sub(lambda found: json.dumps(found[0])[1:-1], front)
    return f'---\n{escaped}\n---\n\n<div class="p-page">\n{page.body}\n</div>\n'


def nav(item: NavItem) -> dict[str, object]:
    """An entry of the navigation as MkDocs takes it."""
    if item.children:
        return {item.title: [nav(child) for child in item.children]}
    return {item.title: f"{item.address}index.md"}


def _docs(docs: Path, site: Site, files: Iterable[OutputFile | Kept]) -> None:
    for page in site.pages:
        text = markdown(replace(page, scripts=tuple(_own(script, page, site) for script in page.scripts)))
        _place(docs, f"{page.address}index.md").write_text(text, "utf-8", newline="\n")
    for file in (*site.files, *files):
        if file.path.startswith((site.address, "assets/")):
            place = _place(docs, file.path.removeprefix(site.address))
            if isinstance(file, Kept):
                shutil.copyfile(file.source, place)
            else:
                place.write_bytes(file.data)


def _json(values: object) -> str:
    return json.dumps(values, ensure_ascii=False, default=asdict)


def _own(script: str, page: Page, site: Site) -> str:
    """Where a script of the portal's assets stands in a site that has the assets itself."""
    here, root = "../" * page.address.count("/"), "../" * site.address.count("/")
    assets = f"{here}{root}assets/"
    return f"{here}assets/{script.removeprefix(assets)}" if script.startswith(assets) else script


def _configuration(site: Site, look: Shell) -> str:
    """A complete ``mkdocs.yml`` for one site, with the defaults of the theme written out."""
    config = {
        "site_name": site.name,
        **({"site_url": site.url} if site.url else {}),
        "use_directory_urls": True,
        "docs_dir": "docs",
        "site_dir": "site",
        # With a name the theme would have to be installed; variant is for Zensical, whose own look differs.
        "theme": look.settings | {"name": None, "variant": "classic", "custom_dir": "theme", "static_templates": []},
        "markdown_extensions": [],
        "plugins": [],
        "nav": [nav(item) for item in site.nav],
        "extra": json.loads(_json(shell.site_values(site))),
    }
    return _HEAD.format(address=site.address) + yaml.safe_dump(config, allow_unicode=True, sort_keys=False, width=120)


def _theme(theme: Path, look: Shell) -> None:
    """The portal's theme over the templates of Material that it uses."""
    templates = [path for path in (*look.theme.glob("*.html"), *look.theme.glob("partials/**/*.html")) if _used(path)]
    for path in templates:
        shutil.copyfile(path, _place(theme, path.relative_to(look.theme).as_posix()))
    for path in look.own.rglob("*.html"):
        if path.name not in _UNUSED:
            shutil.copyfile(path, _place(theme, path.relative_to(look.own).as_posix()))
    for name, path in look.assets():
        shutil.copyfile(path, _place(theme, name))
    spoken = [path.read_text("utf-8") for path in theme.rglob("*.html")]
    for icon in _ICON.findall("".join([*spoken, _json(look.settings)])):
        svg = Path(".icons", f"{icon}.svg")
        if (look.theme / svg).is_file():
            shutil.copyfile(look.theme / svg, _place(theme, svg.as_posix()))


def _sitemap(folder: Path) -> None:
    """The list of pages is the theme's: engines write one of their own in the place of what is in ``docs/``."""
    own = folder / "docs" / sitemap.PATH
    if own.is_file():
        # When it is rendered, the end of its last line goes.
        (folder / "theme" / sitemap.PATH).write_bytes(own.read_bytes() + b"\n")
        own.unlink()


def _used(template: Path) -> bool:
    return template.name in _LANGUAGES if template.parent.name == "languages" else template.name not in _UNUSED


def _licence(look: Shell) -> str:
    """The licence of Material, which is the head of its settings."""
    lines = (look.theme / "mkdocs_theme.yml").read_text("utf-8").partition("\n\n# Language")[0].splitlines()
    return "\n".join(["theme/: Material for MkDocs", "", *(line.removeprefix("#").strip() for line in lines), ""])


def _place(folder: Path, name: str) -> Path:
    place = folder / name
    place.parent.mkdir(parents=True, exist_ok=True)
    return place
