"""The score calculator: a page that reads without scripts, and one classic script with its data inline."""

from __future__ import annotations

import posixpath

import jinja2
from msgspec import Struct

from generator.changes import carrying
from generator.documents import rubric_form, words
from generator.documents.filling import LIVE
from generator.documents.questions import Question, Said, questions
from generator.model import addresses
from generator.model.base import shown
from generator.model.rubric import BonusItem, Counted, Item, Rubric, Section
from generator.pages.context import Context
from generator.render.links import relative
from generator.render.output import OutputFile, Page
from generator.score import scheme

ENGINE = "assets/portal/calculator.js"
"""The script of every calculator, from the root of the portal."""
SCHEME = "scheme.js"
"""What one calculator scores by: it stands beside its page."""
CARRY = "carry.js"
"""What the calculator reads when answers of the edition before are taken over: it stands beside the page, too."""

PARTS = (
    "rules.js",
    "links.js",
    "form.js",
    "tiers.js",
    "count.js",
    "engine.js",
    "advice.js",
    "../theme/assets/portal/keeping.js",
    "shape.js",
    "storage.js",
    "places.js",
    "sheet.js",
    "carry.js",
    "words.js",
    "verdict.js",
    "saying.js",
    "controls.js",
    "questions.js",
    "rows.js",
    "assessor.js",
    "turns.js",
    "carried.js",
    "carrier.js",
    "importer.js",
    "summary.js",
    "ledger.js",
    "advisor.js",
    "printout.js",
    "view.js",
)
"""The parts of the script of every calculator, in the order in which they are put together."""


class Row(Struct, frozen=True):
    """A row of the form and what it asks; ``level`` is that of its heading, ``label`` the anchor of what names it.

    ``worth`` says how many points it can have, and is empty where it has none.
    """

    row: Counted
    heading: str
    label: str
    level: int
    texts: tuple[tuple[str, str], ...]
    questions: tuple[Question, ...]
    worth: str
    checked: bool
    required: bool = False
    as_printed: str | None = None

    @property
    def deniable(self) -> bool:
        """Whether it asks for several defects, which one button can deny together."""
        return sum(question.deniable for question in self.questions) > 1


class Block(Struct, frozen=True):
    """A section as the page shows it: one that holds a single item inside another section stands in its heading."""

    section: Section
    level: int
    headed: bool
    rows: tuple[Row, ...]
    blocks: tuple[Block, ...]
    worth: str
    remark: str


def page(context: Context, rubric: Rubric, scored: scheme.Scheme, carried: carrying.Table | None) -> Page:
    """The calculator of one rubric; ``carried`` where the edition before had such a form."""
    address, title = addresses.calculator(rubric.id), f"{rubric.short}{words.calculator_name(rubric)}"

    def clause(name: str) -> str:
        return relative(address, f"{addresses.NOTICE}#{name}")

    return context.page(
        address,
        title,
        f"{context.edition.campaign.title}{title}：逐项作答，随时看到{_outcome(scored)}，答案不离开浏览器。",
        "calculator.html",
        values={
            "rubric": rubric,
            "printout": rubric_form(context.edition, rubric, scored, LIVE),
            "scheme_id": scored.id,
            "digest": scheme.digest(scored),
            "outcome": _outcome(scored),
            "tiers": scored.tiers,
            "vetoes": scored.vetoes,
            "conditions": [(tier, one) for tier in scored.tiers for one in tier.conditions if one.ask],
            "blocks": tuple(_block(section, _TOP, rubric) for section in rubric.sections),
            "bonus": tuple(map(_bonus, scored.bonus)),
            "checklist": not rubric.summed,
            "others": [other for other in context.edition.rubrics if other.id != rubric.id],
            "edition_address": context.edition.address,
            "clause": clause,
            "barring": (Said("不能评上"),),
            "idle": (Said("有关题目不适用"),),
            "demo": context.edition.series.demo,
            "carried": carried,
            "carry_file": CARRY,
        },
        styles=("form.css", "calculator.css"),
        scripts=(SCHEME, relative(address, f"../../{ENGINE}")),
        wide=True,
    )


def _outcome(scored: scheme.Scheme) -> str:
    """What a visitor watches while answering."""
    if not scored.rubric.summed:
        return "做到了几项"
    return "得分和等次" if scored.tiers else "得分"


def _block(section: Section, level: int, rubric: Rubric) -> Block:
    # A heading over a single item and a heading of that item would say the same twice.
    alone = level > _TOP and len(section.items) == 1 and not section.sections
    rows = [
        _item(item, _heading(item, at, section, alone=alone), level if alone else level + 1, section, rubric)
        for at, item in enumerate(section.items, start=1)
    ]
    blocks = tuple(_block(part, level + 1, rubric) for part in section.sections)
    return Block(section, level, not alone, tuple(rows), blocks, _worth(section), _remark(section))


_TOP = 2
"""The level of the headings of sections that stand in no other."""


def _heading(item: Item, at: int, section: Section, *, alone: bool) -> str:
    """As the form numbers it; without a number by its place in its section, which names a single one."""
    number = words.item_name(item) or ("" if len(section.items) == 1 else f"第{at}项")
    return "　".join(filter(None, [section.title, number])) if alone else number


def _item(item: Item, heading: str, level: int, section: Section, rubric: Rubric) -> Row:
    texts = [(rubric.columns.standard, item.standard)]
    if item.text:
        texts.append((rubric.columns.text or "量化项", item.text))
    worth = f"{shown(item.points)}分" if item.points else ""
    return Row(
        item,
        heading,
        f"calc-item-{item.id}" if heading else f"calc-section-{section.id}",
        level,
        tuple(texts),
        questions(item, rubric.columns.score),
        worth,
        item.checked,
        item.required,
        item.as_printed,
    )


def _bonus(item: BonusItem) -> Row:
    worth = "不封顶" if item.limit is None else f"最多{shown(item.limit)}分"
    return Row(
        item,
        item.title,
        f"calc-item-{item.id}",
        _TOP + 1,
        (("加分办法", item.text),),
        questions(item, "加分"),
        worth,
        item.checked,
    )


def _worth(section: Section) -> str:
    """What a section comes to: points, or how many of its items are answered with 是 or 否."""
    if section.summed:
        return f"{shown(section.summed)}分"
    checks = sum(item.checked for item in section.all_items)
    return f"{checks}项" if checks else ""


def _remark(section: Section) -> str:
    """What the form prints for a section, where its items add up to something else."""
    differs = section.points is not None and section.points != section.summed
    return f"原表印{shown(section.points or 0)}分" if differs else ""


def engine(env: jinja2.Environment) -> OutputFile:
    """Engine, storage and view of all calculators as one classic script, which works from a folder on disk too.

    It starts with what the page's own script has said before it.
    """
    assert env.loader is not None  # noqa: S101 - ``environment`` gives it one
    said = "\n".join(env.loader.get_source(env, posixpath.normpath(f"calculator/{part}"))[0] for part in PARTS)
    return OutputFile(ENGINE, f"(function () {{\n'use strict';\n{said}\nstart(window.portalScheme);\n}})();\n".encode())


def scheme_script(scored: scheme.Scheme) -> str:
    """What a calculator scores by, as a classic script."""
    return f"window.portalScheme = {_literal(scheme.canonical(scored))};\n"


def carry_script(carried: carrying.Table) -> str:
    """What answers of the edition before become, with the form that they were given on, as a classic script."""
    return f"portalCarry({_literal(carrying.text(carried))});\n"


def _literal(data: str) -> str:
    """JSON as it can stand in a script of any age."""
    # "<" cannot end a script element here (the file is external), but costs nothing to keep out.
    return data.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
