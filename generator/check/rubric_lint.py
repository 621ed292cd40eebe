"""A rubric as a whole: sums, identifiers, sections, links. Each check's docstring is its rule."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.identifiers import again
from generator.check.item_lint import Place, Where, called, lint_bonus, lint_item
from generator.load import nodes
from generator.model import addresses
from generator.model.base import shown
from generator.model.rubric import Counted, Item, Rubric, Section
from generator.model.rules import Deduct, Level, Rule, Zero, elements, is_yes_no
from generator.problems import Problem

_TAKEN = {"veto", "fact", "condition", "except"}  # the other questions of a sheet begin so
_MOST_RESCALED = 10_000_00  # hundredths: what keeps a rescaled total exact in the browser

_MOST_OUT = 6  # facts: while they are open, every combination of them is counted


def lint(path: str, node: nodes.Node, rubric: Rubric, resolved: Rubric) -> list[Problem]:
    """Every problem of one rubric; ``resolved`` holds the sections that it refers to as well."""
    place = Place(path, node)
    return [
        *_shapes(place, rubric),
        *_rescaled(place, resolved),
        *_totals(place, resolved),
        *_unique(place, rubric),
        *_facts(place, rubric),
        *(problem for where, item in _items(rubric) for problem in lint_item(place, where, item)),
        *_bonus(place, rubric),
        *_links(place, rubric, resolved),
    ]


def _sections(sections: tuple[Section, ...], where: Where = ()) -> Iterator[tuple[Where, Section]]:
    """Every section and where it is written, a section before its parts."""
    for s, section in enumerate(sections):
        at = (*where, "sections", s)
        yield at, section
        yield from _sections(section.sections, at)


def _items(rubric: Rubric) -> Iterator[tuple[Where, Item]]:
    for where, section in _sections(rubric.sections):
        for i, item in enumerate(section.items):
            yield (*where, "items", i), item


def _rows(rubric: Rubric) -> Iterator[tuple[Where, Counted]]:
    yield from _items(rubric)
    for i, item in enumerate(rubric.bonus.items if rubric.bonus else ()):
        yield ("bonus", "items", i), item


def _shapes(place: Place, rubric: Rubric) -> Iterator[Problem]:
    """A section has items, or parts, or refers to another rubric's; what is taken out hangs on a fact."""
    for where, section in _sections(rubric.sections):
        if [bool(section.items), bool(section.sections), section.refers is not None].count(True) != 1:
            message = f"“{section.title}”应写 items、sections、refers 其中之一。"
            yield place.problem("RUB011", where, message)
    for where, item in _items(rubric):
        if item.absent == "out" and item.applies_when is None:
            yield place.problem("RUB017", where, f"“{item.id}”项写了 absent: out，没有写 applies_when。")


def _rescaled(place: Place, rubric: Rubric) -> Iterator[Problem]:
    """Where items are taken out, their own or those of a section that is referred to, the total is rescaled."""
    out = [item for item in rubric.items if item.absent == "out"]
    if bool(out) != (rubric.rescale is not None):
        yield place.problem("RUB017", ("rescale",), "有考核内容写了 absent: out 才写 rescale，写了就要写 rescale。")
    if len({item.applies_when for item in out}) > _MOST_OUT:
        yield place.problem("RUB017", ("rescale",), f"决定去掉哪些考核内容的 facts 最多 {_MOST_OUT} 个。")
    stays = rubric.summed - sum(item.points or 0 for item in out)
    if rubric.rescale and (not stays or rubric.summed > _MOST_RESCALED or rubric.summed % rubric.rescale.unit):
        message = "折算要有始终适用的分值，满分不超过 10000 分，是 unit 的整数倍。"
        yield place.problem("RUB017", ("rescale",), message)


def _totals(place: Place, rubric: Rubric) -> Iterator[Problem]:
    """Items sum to their section's printed points, sections to the printed total, or ``as_printed`` says why not."""
    for where, section in _sections(rubric.sections):
        found = section.summed
        if section.points is not None and found != section.points and not section.as_printed:
            message = f"“{section.title}”印着{shown(section.points)}分，各项相加是{shown(found)}分。"
            yield place.problem("RUB001", (*where, "points"), message)
    found = sum(section.summed if section.points is None else section.points for section in rubric.sections)
    if found != (rubric.total or 0) and not rubric.as_printed:
        printed = "没有写满分" if rubric.total is None else f"满分印着{shown(rubric.total)}分"
        yield place.problem("RUB002", ("total",), f"{printed}，各部分相加是{shown(found)}分。")


def _unique(place: Place, rubric: Rubric) -> Iterator[Problem]:
    """No two sections, rows, rules of a row, elements of a rule, readings of a row, facts or vetoes share an id."""
    groups: list[list[tuple[Where, str]]] = [
        [(where, section.id) for where, section in _sections(rubric.sections)],
        [(where, row.id) for where, row in _rows(rubric)],
        [(("facts", f), fact.id) for f, fact in enumerate(rubric.facts)],
        [(("vetoes", v), veto.id) for v, veto in enumerate(rubric.vetoes)],
        [(("kinds", k), kind.id) for k, kind in enumerate(rubric.kinds)],
    ]
    for where, row in _rows(rubric):
        groups.append([((*where, "rules", r), rule.id) for r, rule in enumerate(row.rules)])
        groups.append([((*where, "readings", r), reading.id) for r, reading in enumerate(row.readings) if reading.id])
        groups += [_named((*where, "rules", r), rule) for r, rule in enumerate(row.rules)]
    for group in groups:
        for i in again([name for _, name in group]):
            where, name = group[i]
            yield place.problem("REF003", (*where, "id"), f"标识“{name}”用了不止一次。")
    taken = {addresses.PACKAGE, addresses.LIST, addresses.CERTIFICATES, addresses.LEDGER}
    if addresses.standard(rubric.id) == addresses.COMPARE or rubric.id in taken:
        yield place.problem("REF003", ("id",), f"“{rubric.id}”是保留的名称，不能作打分表的标识。")
    for where, row in _rows(rubric):
        if row.id in _TAKEN:
            yield place.problem("REF003", (*where, "id"), f"“{row.id}”是保留的名称，不能作考核内容的标识。")


def _named(where: Where, rule: Rule) -> list[tuple[Where, str]]:
    """The ids of a rule's elements or options, and where each is written."""
    if isinstance(rule, Level):
        return [((*where, "options", i), option.id) for i, option in enumerate(rule.options)]
    key = "each" if isinstance(rule, Deduct) else "parts"
    return [((*where, key, i), element.id) for i, element in enumerate(elements(rule))]


def _facts(place: Place, rubric: Rubric) -> Iterator[Problem]:
    """Every ``applies_when`` names a fact of the rubric."""
    known = {fact.id for fact in rubric.facts}
    for where, row in _rows(rubric):
        if isinstance(row, Item) and row.applies_when and row.applies_when not in known:
            yield place.problem("REF001", (*where, "applies_when"), f"facts 里没有“{row.applies_when}”。")
        for r, rule in enumerate(row.rules):
            for fact in (rule.applies_when, *(element.applies_when for element in elements(rule))):
                if fact and fact not in known:
                    yield place.problem("REF001", (*where, "rules", r), f"facts 里没有“{fact}”。")


def _bonus(place: Place, rubric: Rubric) -> Iterator[Problem]:
    """A bonus can only add; where the form does not say whether tiers count it, a reading does."""
    if rubric.bonus is None:
        return
    for i, item in enumerate(rubric.bonus.items):
        yield from lint_bonus(place, ("bonus", "items", i), item)
    reading = rubric.bonus.reading
    if rubric.bonus.counts == "unsaid" and not (reading and reading.otherwise):
        message = "原文没有规定加分是否计入等次，要写 reading 和它的 otherwise。"
        yield place.problem("RUB016", ("bonus",), message)
    if rubric.bonus.counts != "unsaid" and reading and reading.otherwise:
        yield place.problem("RUB016", ("bonus", "reading"), "counts 已经写明，reading 不能再有 otherwise。")


def _links(place: Place, rubric: Rubric, resolved: Rubric) -> Iterator[Problem]:
    """``implies`` and ``exclusive`` lead from one yes/no defect to another one, or to a veto that the rubric names."""
    targets = {f"veto.{veto.id}" for veto in rubric.vetoes}
    for item in resolved.items:
        targets |= {f"{item.id}.{rule.id}" for rule in item.rules if is_yes_no(rule)}
    sources: list[tuple[Where, str, tuple[str, ...]]] = [
        (("vetoes", v, "implies"), f"veto.{veto.id}", veto.implies) for v, veto in enumerate(rubric.vetoes)
    ]
    for where, item in _items(rubric):
        for r, rule in enumerate(item.rules):
            linked = {"implies": rule.implies, "exclusive": rule.exclusive} if isinstance(rule, (Deduct, Zero)) else {}
            for key, refs in linked.items():
                at = (*where, "rules", r, key)
                sources.append((at, f"{item.id}.{rule.id}", refs))
                if refs and not is_yes_no(rule):
                    yield place.problem("RUB010", at, f"{called(item)}“{rule.id}”有 each，不能写 {key}。")
    for at, source, refs in sources:
        for ref in refs:
            if ref == source:
                yield place.problem("RUB010", at, f"“{ref}”不能关联它自己。")
            elif ref not in targets:
                yield place.problem("RUB010", at, f"“{ref}”不是可以关联的是非题。")
