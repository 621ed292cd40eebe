"""What an edition ends in: a public notice, a decision, the list of honorees, and what became of each title.

``honours.yml`` holds what people write of the documents; ``honorees.csv`` and ``events.csv`` are tables that
office programs open. A title (称号) is one honoree's award; its number is permanent.
"""

import re
from enum import StrEnum
from typing import Annotated, Literal

from msgspec import Struct
from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from generator.model import released
from generator.model.base import (
    HYPHENATED,
    Day,
    Line,
    Moment,
    Percent,
    Record,
    Slug,
    Text,
    Title,
    Whole,
    YesNo,
    compact,
    period,
    whole,
)
from generator.model.campaign import Contact, joint

NUMBER = r"^[0-9]{4,6}$"
"""The number of a title in its edition's list, part of its permanent address."""


def numbered(cell: str) -> str:
    """A number as it is written in full: office programs take the zeros off ``0001`` when they save."""
    return cell.zfill(4) if cell.isdecimal() and cell.isascii() else cell


REFERENCE = rf"^({HYPHENATED}/)?{HYPHENATED}$"

AwardRef = Annotated[str, Field(pattern=REFERENCE)]
"""An award of this series by its id, or of another series: ``<series>/<award>``."""

HONOREES = {
    "number": "编号",
    "award": "称号",
    "tier": "等次",
    "unit": "单位名称",
    "district": "所属",
    "kind": "类别",
    "rank": "名次",
    "held": "已有称号",
    "note": "说明",
    "refused": "未命名原因",
}
"""The headings of ``honorees.csv`` for each part of an ``Honoree``; ``number`` and ``unit`` are always there."""

OTHER = "其他"
"""What a group is called of those that say nothing of it."""

EVENTS = {
    "number": "编号",
    "day": "日期",
    "kind": "事件",
    "document": "文件",
    "reason": "原因",
    "tier": "等次",
    "name": "名称",
    "until": "期限",
}
"""The headings of ``events.csv`` for each part of an ``Event``."""

BLANK = "【此处填写"
"""Where a person must write, in a draft: nothing is published while it stands there."""

PENDING = "【待定"
"""What a person must decide, in the draft of a list: nothing is published while it stands there."""

GROUPS = Literal["award", "tier", "district", "kind"]
ORDERS = Literal["listed", "strokes", "pinyin", "rank"]


class Award(Record):
    """A title that is granted (称号); the same id in other editions is the same title."""

    id: Slug = Field(description="称号的标识；同一活动各届的同一称号用同一个标识。")
    name: Title = Field(description="称号全称，例如“示例市星级职工之家”。")
    tiered: YesNo = Field(default=False, description="是否分等次；等次是 campaign.yml 的 tiers。")
    rubrics: tuple[Slug, ...] = Field(default=(), description="由哪几张打分表评出；不写则不论。拟名单草稿用。")
    level: Title | None = Field(
        default=None, description="对应创建层级里的哪一级（campaign.yml 的 levels 的 title）；须先有前一级的称号。"
    )
    requires: tuple[AwardRef, ...] = Field(default=(), description="须已有的称号，有其中之一即可：标识，或 活动/标识。")
    bars: tuple[AwardRef, ...] = Field(
        default=(),
        description="已有、或同时授予这些称号的不再授予本称号：标识，或 活动/标识。本称号未失效的，总是不重复授予。",
    )


class Allotment(Record):
    """How many units a tier, a district or a kind of unit can or must have: numbers, or shares (名额)."""

    award: Slug | None = Field(default=None, description="只对这一称号。")
    tier: Slug | None = Field(default=None, description="只对这一等次。")
    district: Line | None = Field(default=None, description="只对这一区县或行业。")
    kind: Line | None = Field(default=None, description="只对这一类别的单位。")
    most: Whole | None = Field(default=None, description="最多几个。")
    least: Whole | None = Field(default=None, description="至少几个。")
    share_most: Percent | None = Field(default=None, description="最多占 of 的百分之几；算出的个数舍去小数。")
    share_least: Percent | None = Field(default=None, description="至少占 of 的百分之几；算出的个数进为整数。")
    of: Literal["participants", "list"] = Field(
        default="participants",
        description="share 以什么为总数：participants 参评单位数；list 名单总数，写了 award 的是这一称号的总数。",
    )
    source: Text = Field(description="名额的出处，照抄文件里的话。")


class Paper(Record):
    """What every document about honours has."""

    issuer: Title = Field(description="发文单位；联合发文的，几个单位之间写顿号或空一格，各印一行。")
    title: tuple[Title, ...] = Field(min_length=1, description="标题，按词意分行。")
    date: Day = Field(description="成文日期，例如 2024-11-04。")
    published: Moment | None = Field(
        default=None, description="在本站上网的时间，例如 2024-11-04 09:00；没有公布的不写。"
    )
    annex: Title | None = Field(default=None, description="所附名单的名称；不附名单的不写。")
    imprint: tuple[Line, ...] = Field(default=(), description="版记各行；没有的不写。")

    @property
    def issuers(self) -> tuple[str, ...]:
        """Who issues it, each printed on a line of its own."""
        return joint(self.issuer)

    @property
    def word(self) -> str:
        """What kind of document it is, as its title says."""
        return "公示"

    @property
    def name(self) -> str:
        """What it is called in a word or two, apart from the others of its edition."""
        return self.word


class Objections(Contact):
    """Where objections go: all of it is printed in the public notice."""

    address: Line = Field(description="通信地址。")


class Announcement(Paper):
    """公示: the list shown for objections."""

    first: Day = Field(description="公示的第一天。")
    days: Whole = Field(default=5, description="公示几个工作日，第一天算在内；不少于 5。最后一天由程序推算。")
    last: Day | None = Field(default=None, description="公示的最后一天；不写由程序推算，写了要与推算相符或更晚。")
    contact: Objections = Field(description="受理异议的部门、电话、邮箱和地址。")


class Decision(Paper):
    """命名通报 or 表彰决定: the document that grants titles."""

    kind: Literal["decision", "circular"] = Field(description="decision 是决定，circular 是通报。")
    number: Title | None = Field(default=None, description="发文字号，例如 示工发〔2024〕12号；没有的不写。")
    addressees: Line = Field(description="主送单位，含末尾全角冒号。")

    @property
    def word(self) -> str:
        """What kind of document it is, as its title says."""
        return "决定" if self.kind == "decision" else "通报"


class Later(Decision):
    """A document that changes titles later: a 复查 circular, a revocation. Its text is ``documents/<id>.md``."""

    id: Slug = Field(description="文件的标识，与 documents/ 里的文件名相同。")

    @property
    def name(self) -> str:
        """There may be several: by its day too."""
        return f"{self.word}（{period(self.date)}）"


def _one(name: str) -> str:
    """A name that is no list typed with a full-width comma."""
    if "，" in name:
        raise PydanticCustomError("one_name", "这里有全角逗号“，”，几项之间用半角逗号加一个空格")
    return name


class Outcome(Record):
    """``honours.yml``: what the edition grants, and the documents about it."""

    awards: tuple[Award, ...] = Field(min_length=1, description="本届授予的称号。")
    districts: tuple[Annotated[Title, AfterValidator(_one)], ...] = Field(
        default=(), description="区县或行业，按名单的先后；不写则不限，也不按它排列。"
    )
    groups: tuple[GROUPS, ...] = Field(
        default=("award", "tier"), description="名单按什么分组，从大到小：award、tier、district、kind。"
    )
    order: ORDERS = Field(
        default="listed",
        description="组内怎样排列：strokes 按笔画（差一画以内的不核对），pinyin 按拼音，rank 按名次，listed 照名单，"
        "不检查。",
    )
    participants: Annotated[int, whole(1)] | None = Field(default=None, description="参评单位数，计算名额比例用。")
    quotas: tuple[Allotment, ...] = Field(default=(), description="名额和比例。")
    announcement: Announcement | None = Field(default=None, description="公示；正文是 announcement.md。")
    unannounced: Line | None = Field(
        default=None, description="没有公示而有决定的，说明原因，例如“早年的决定，公示没有留存”。"
    )
    decision: Decision | None = Field(default=None, description="命名通报或表彰决定；正文是 decision.md。")
    documents: tuple[Later, ...] = Field(
        default=(), description="命名以后的文件：复查通报、撤销决定等；正文是 documents/<标识>.md。"
    )

    @property
    def papers(self) -> dict[str, Paper]:
        """All documents by the names of their pages, in the order in which they come out."""
        named: dict[str, Paper | None] = {released.ANNOUNCEMENT: self.announcement, released.DECISION: self.decision}
        return {name: one for name, one in named.items() if one} | {one.id: one for one in self.documents}


def item_of(paper: Paper, page: str) -> str:
    """The item that a document is, by what its page is called."""
    return f"{released.DOCUMENT} {page}" if isinstance(paper, Later) else page


class Kind(StrEnum):
    """What can become of a title, as ``events.csv`` says it."""

    GRANTED = "命名"
    """Of the list and its decision; never written in ``events.csv``."""
    KEPT = "复查保留"
    WARNED = "限期整改"
    RAISED = "升星"
    LOWERED = "降星"
    REMOVED = "摘牌"
    REVOKED = "撤销"
    ANNULLED = "整份决定撤销"
    RENAMED = "更名"
    SUCCEEDED = "改制承继"
    MERGED = "合并终止"
    RESTORED = "恢复"


class Honoree(Struct, frozen=True):
    """A row of ``honorees.csv``; ``award`` and ``tier`` are ids. ``line`` is the row's line in the file.

    ``held`` proves a title that the register does not know; ``note`` says why what looks wrong is right; neither is
    published. What a ``note`` excuses it speaks of: another unit, a title, the order. One with ``refused`` was
    in the public notice and is not granted the title.
    """

    number: str
    award: str
    tier: str | None
    unit: str
    district: str = ""
    kind: str = ""
    rank: int | None = None
    held: str = ""
    note: str = ""
    refused: str = ""
    line: int = 0

    def speaks_of(self, name: str, number: str = "") -> bool:
        """Whether the note has a name in it, of another unit or of a title, or a number in full, which is no year.

        >>> one = Honoree("0002", "home", None, "第一中学分校", note="第一中学分校，与0001不是同一单位")
        >>> one.speaks_of("第一中学"), one.speaks_of("第一中学", "0001")
        (False, True)
        """
        note, own, other = map(compact, (self.note, self.unit, name))
        if note.count(other) > note.count(own) * own.count(other):  # more often than as a part of its own name
            return True
        return bool(number) and re.search(rf"(?<![0-9]){number}(?![0-9年])", note) is not None


class DocumentRef(Struct, frozen=True):
    """A document of the series: an edition's ``decision``, or one of its later documents by id."""

    edition: str
    id: str


class Event(Struct, frozen=True):
    """A row of ``events.csv``: what became of the title with this number on a day, by which document and why.

    An empty number stands for every title of the edition (``ANNULLED`` alone). ``tier`` is the id of the new tier,
    ``name`` the new name, the successor, or the unit merged into; ``until`` the last day of a rectification.
    """

    number: str
    day: str
    kind: Kind
    document: DocumentRef
    reason: str
    tier: str | None = None
    name: str = ""
    until: str = ""
    line: int = 0
