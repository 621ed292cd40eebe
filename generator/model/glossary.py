"""The glossary: words of the field, explained for whoever fills in a form for the first time."""

from pydantic import Field

from generator.model.base import Line, Record, Slug, Text, Title


class Term(Record):
    """A word, what the portal says it means, and where it is used."""

    id: Slug = Field(description="术语的标识，用作网址里的锚点；公布后不要更改。")
    term: Title = Field(description="术语。")
    text: Text = Field(description="本站的通俗解释，不是官方定义。")
    see: tuple[Slug, ...] = Field(default=(), description="相关术语的标识。")
    quote: Text | None = Field(default=None, description="原文怎么说，逐字照抄；省略处写 ……。与 source 一起写。")
    source: Line | None = Field(
        default=None, description="引文的出处：<活动>/<年度>/<页面>#<条款>，例如 demo/2026/notice/#objects。"
    )


class Glossary(Record):
    """``content/glossary.yml``."""

    terms: tuple[Term, ...] = Field(min_length=1, description="术语，按显示的顺序。")
