"""A registration form as data: rows of cells, some printed, some to be filled in.

A form is a grid of columns of the same width; a cell takes as many as it needs.
"""

import re
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from generator.model.base import Line, Record, Slug, Text, Title, whole


class CellBase(Record):
    """What every cell has."""

    columns: Annotated[int, whole(1, 24)] = Field(default=1, description="横向占几列。")


class Label(CellBase):
    """A printed label."""

    kind: Literal["label"] = Field(description="印好的文字。")
    text: Text = Field(description="文字，逐字照抄；分行处换行。")


class Blank(CellBase):
    """A place to write."""

    kind: Literal["blank"] = Field(description="填写处。")
    id: Slug = Field(description="填写项的标识。")
    name: Line = Field(description="填写项的名称。")
    above: Line | None = Field(default=None, description="格子里印在填写处上面的文字，例如 限800字以内。")
    after: Line | None = Field(default=None, description="格子里印在填写处后面的文字，例如 %。")
    length: Annotated[int, whole(1)] | None = Field(default=None, description="字数上限；只写表上或通知里印着的。")
    lines: Annotated[int, whole(1, 40)] = Field(default=1, description="留几行的高度。")


class Opinion(CellBase):
    """A place for an opinion, a seal and a date, whichever of the last two are printed."""

    kind: Literal["opinion"] = Field(description="意见栏：写意见、盖章、落日期。")
    id: Slug = Field(description="意见栏的标识。")
    name: Line = Field(description="意见栏的名称。")
    seal: Line | None = Field(default=None, description="盖章处的文字，例如（章）；没有印的不写。")
    date: Line | None = Field(default=None, description="日期处的文字，例如 年 月 日；没有印的不写。")
    lines: Annotated[int, whole(1, 40)] = Field(default=3, description="留几行的高度。")


Cell = Annotated[Label | Blank | Opinion, Field(discriminator="kind")]


class Form(Record):
    """A registration form (申报登记表)."""

    id: Slug = Field(description="表的标识，与文件名相同。")
    title: Title = Field(description="表的标题，逐字照抄。")
    short: Title = Field(description="导航里用的简称。")
    annex: Line | None = Field(default=None, description="表上方印的附件号，与通知列出的不同时写，逐字照抄。")
    restored: Line | None = Field(
        default=None, description="表有残缺、由本站补全的，说明补了哪些、据什么补；显示在网页上，不印在表上。"
    )
    columns: Annotated[int, whole(1, 24)] = Field(
        description="表格分成几个等宽的列；单元格用 columns 占几列，列宽由此而来。"
    )
    rows: tuple[tuple[Cell, ...], ...] = Field(min_length=1, description="各行的单元格。")

    @property
    def words(self) -> str:
        """All the printed words of the form."""
        words = [self.annex or "", self.title]
        for cell in (cell for row in self.rows for cell in row):
            if cell.kind == "label":
                words.append(cell.text)
            elif cell.kind == "opinion":
                words += [cell.seal or "", cell.date or ""]
            else:
                words += [cell.above or "", cell.after or ""]
        return "".join(words)


def limit_source(length: int, form: Form, clauses: Mapping[str, str]) -> str | None:
    """Where a limit of so many characters is printed: the notice's clause, or ``""`` where the form itself says it."""
    printed = re.compile(rf"(?<!\d){length}字")
    if printed.search(form.words):
        return ""
    return next((name for name, text in clauses.items() if name and printed.search(text)), None)
