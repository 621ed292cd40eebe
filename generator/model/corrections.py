"""Corrections (更正) of what an edition has published: ``corrections.yml``."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from generator.model import released
from generator.model.base import HYPHENATED, Day, Line, Moment, Record, Slug

_OF = re.compile(
    rf"{released.NOTICE}|{released.ANNOUNCEMENT}|{released.DECISION}"
    rf"|({released.RUBRIC}|{released.DOCUMENT}) {HYPHENATED}|{released.HONOREE} [0-9]{{4,6}}"
)


def _named(of: str) -> str:
    if not _OF.fullmatch(of):
        said = "应是 notice、announcement、decision，或 rubric 打分表、document 文件的标识、honoree 编号"
        raise PydanticCustomError("correction_of", said)
    return of


def _single(clause: str) -> str:
    if sign := re.search("[，、；,;]", clause):
        raise PydanticCustomError(
            "joined", "几条之间用半角逗号加空格，不用“{sign}”，例如 [单位名称, 所属]", {"sign": sign[0]}
        )
    return clause


class Correction(Record):
    """One correction: what of the edition, when, why, and in which clauses."""

    id: Slug = Field(description="更正的标识，由 portal correct 起草；是网址的一部分，公布后不要改。")
    of: Annotated[str, AfterValidator(_named)] = Field(
        description="更正的是什么：notice 通知；rubric union 打分表；announcement 公示；decision 决定、通报；"
        "document review 以后的文件；honoree 0012 名单里的一行。"
    )
    date: Day = Field(description="更正的日期，例如 2024-04-02。")
    published: Moment | None = Field(default=None, description="更正上网的时间；不写则以更正日期为准。")
    reason: Line = Field(description="为什么更正，一句话，会公布。")
    clauses: tuple[Annotated[Line, AfterValidator(_single)], ...] = Field(
        description="改动的条款：条款标识（notice.md 里的 {#…}）、item-考核内容、标题等；portal check 逐条核对。"
    )
    basis: Line | None = Field(default=None, description="依据的文件或决定；没有的不写。")

    @property
    def kind(self) -> str:
        """What kind of item it is of."""
        return released.kind_of(self.of)

    @property
    def name(self) -> str:
        """What the item is called among its kind; empty where there is only one."""
        return released.name_of(self.of)


class Corrections(Record):
    """``corrections.yml``: every correction of an edition, the newest last."""

    corrections: tuple[Correction, ...] = Field(min_length=1, description="各次更正，按先后；新的写在最后。")
