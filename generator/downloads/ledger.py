"""The ledger of an edition for everybody: its lines, and what each of them binds, so that anyone can verify."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from generator import tables
from generator.downloads import data_package
from generator.downloads.data_package import Json
from generator.model import addresses, released
from generator.model.portal import Edition
from generator.register import chain
from generator.register.clauses import Parts
from generator.render.output import OutputFile

_TITLE = "封存记录"
_MARKED = "内容"
_MEANINGS = (
    ("序号", "integer", 6, "从1起。"),
    (
        "内容",
        "string",
        18,
        "封存的是什么：notice 通知，rubric 打分表，decision 决定，honoree 名单里的一行，correction 更正等。",
    ),
    (
        "摘要",
        "string",
        66,
        "ledger.json 里这一条所说的内容写成 JSON（键按字母排序，没有空格，UTF-8）以后的 SHA-256，0 至 f 写成 a 至 p。",
    ),
    (
        "链",
        "string",
        66,
        "前一条的链、序号、内容、摘要各占一行，合起来的 SHA-256，写法相同；第一条以“活动/年度”的 SHA-256 为前一条。",
    ),
)


def files(edition: Edition) -> tuple[list[OutputFile], list[Json]]:
    """The ledger as a table and what it binds as JSON, and the resources that describe them; of a draft nothing."""
    if not edition.ledger:
        return [], []
    names = _names(edition)
    headings = tuple((name, width, "text") for name, (_, _, width, _) in zip(names, _MEANINGS, strict=True))
    csv = OutputFile(_path(edition, "csv"), tables.as_csv(tables.Table(_TITLE, headings, edition.ledger)))
    fields = [(name, kind, meaning) for name, (_, kind, _, meaning) in zip(names, _MEANINGS, strict=True)]
    about = "公布过的内容逐条封存，一条扣一条：改动、删去一条，后面的就接不上。"
    described = data_package.tabular(addresses.LEDGER, _TITLE, about, fields, csv)
    other = data_package.other(addresses.LEDGER, f"{_TITLE}：每一条的内容", "json")
    return [csv, OutputFile(_path(edition, "json"), _bound(edition))], [described, other]


def _names(edition: Edition) -> list[str]:
    """The headings; of invented data one has the mark, since lines are bound and cannot have it."""
    return [edition.marked(name) if name == _MARKED else name for name, *_ in _MEANINGS]


def _bound(edition: Edition) -> bytes:
    """What each item says and said, by its name: what each of its lines binds, which is known by the digest."""
    now = chain.says(edition)
    corrections = (one.correction for one in edition.corrections)
    now |= {f"{released.CORRECTION} {one.id}": chain.correction_parts(one) for one in corrections}
    told: dict[str, list[Json]] = {}
    for item, digests in chain.held(chain.Line(*row) for row in edition.ledger).items():
        said = [now[item]] if len(digests) == 1 else _said(edition, item, digests)
        told[item] = [msgspec.json.decode(chain.canonical(one)) for one in said]
    document = {"of": edition.address.rstrip("/"), "says": told}
    return b"%s\n" % msgspec.json.format(msgspec.json.encode(document), indent=1)


def _said(edition: Edition, item: str, digests: Sequence[str]) -> list[Parts]:
    """What these lines of an item bind: what it said before each correction or says now, and as it was announced.

    A line that was forged binds nothing that was ever said.
    """
    states = [*(one.before for one in edition.corrections if one.correction.of == item), edition]
    known = {chain.digest(form): form for state in states for form in chain.forms(state, item)}
    return [known[digest] for digest in digests if digest in known]


def _path(edition: Edition, suffix: str) -> str:
    return addresses.data(edition.series.id, edition.id, addresses.LEDGER, suffix)
