"""A rubric held against its printed text. Each check's docstring is its rule."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from generator.check.identifiers import again
from generator.check.quotes import squash
from generator.load import nodes
from generator.model.base import shown
from generator.model.rubric import Count, Deduct, Element, Item, Level, Parts, Rate, Rubric, Rule, Zero, is_yes_no
from generator.problems import Problem

# Numbers that only count the clauses: ①, ⑴, ㈠ anywhere; 1、 2. （一） 一、 where no word stands before them.
_NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_ENUMERATOR = re.compile(rf"[①-⒛㈠-㈩㉑-㉟㊱-㊿]|(?<!\w)(?:[（(]{_NUMBER}[）)]|{_NUMBER}(?:、|[.．](?!\d)))")
_WHOLE = 100_00  # per cent, in hundredths
Where = tuple[str | int, ...]


@dataclass(frozen=True)
class _Place:
    """Turns a location in the model into a Problem at the line it means."""

    path: str
    node: nodes.Node

    def problem(self, code: str, where: Where, message: str) -> Problem:
        return Problem(self.path, *nodes.locate(self.node, where), code, message)


def lint(path: str, node: nodes.Node, rubric: Rubric) -> list[Problem]:
    """Every problem of one rubric."""
    place = _Place(path, node)
    return [
        *_totals(place, rubric),
        *_unique(place, rubric),
        *_facts(place, rubric),
        *(problem for where, item in _items(rubric) for problem in _lint_item(place, where, item)),
        *_implications(place, rubric),
    ]


def _items(rubric: Rubric) -> Iterator[tuple[Where, Item]]:
    for s, section in enumerate(rubric.sections):
        for i, item in enumerate(section.items):
            yield ("sections", s, "items", i), item


def _totals(place: _Place, rubric: Rubric) -> Iterator[Problem]:
    """Items sum to their section's printed points, sections to the printed total, or ``as_printed`` says why not."""
    for s, section in enumerate(rubric.sections):
        found = sum(item.points for item in section.items)
        if found != section.points and not section.as_printed:
            message = f"“{section.title}”印着{shown(section.points)}分，各项相加是{shown(found)}分。"
            yield place.problem("RUB001", ("sections", s, "points"), message)
    found = sum(section.points for section in rubric.sections)
    if found != rubric.total and not rubric.as_printed:
        message = f"满分印着{shown(rubric.total)}分，各部分相加是{shown(found)}分。"
        yield place.problem("RUB002", ("total",), message)


def _unique(place: _Place, rubric: Rubric) -> Iterator[Problem]:
    """No two items, rules of an item, elements of a rule, facts or vetoes share an id."""
    groups: list[list[tuple[Where, str]]] = [
        [(("sections", s), section.id) for s, section in enumerate(rubric.sections)],
        [(where, item.id) for where, item in _items(rubric)],
        [(("facts", f), fact.id) for f, fact in enumerate(rubric.facts)],
        [(("vetoes", v), veto.id) for v, veto in enumerate(rubric.vetoes)],
    ]
    for where, item in _items(rubric):
        groups.append([((*where, "rules", r), rule.id) for r, rule in enumerate(item.rules)])
        groups += [_named((*where, "rules", r), rule) for r, rule in enumerate(item.rules)]
    for group in groups:
        for i in again([name for _, name in group]):
            where, name = group[i]
            yield place.problem("REF003", (*where, "id"), f"标识“{name}”用了不止一次。")
    for where, item in _items(rubric):
        if item.id in {"veto", "fact"}:
            yield place.problem("REF003", (*where, "id"), f"“{item.id}”是保留的名称，不能作考核内容的标识。")


def _named(where: Where, rule: Rule) -> list[tuple[Where, str]]:
    """The ids of a rule's elements, parts or options, and where each is written."""
    match rule:
        case Deduct():
            return [((*where, "each", i), element.id) for i, element in enumerate(rule.each)]
        case Parts():
            return [((*where, "parts", i), part.id) for i, part in enumerate(rule.parts)]
        case Level():
            return [((*where, "options", i), option.id) for i, option in enumerate(rule.options)]
        case _:
            return []


def _facts(place: _Place, rubric: Rubric) -> Iterator[Problem]:
    """Every ``applies_when`` names a fact of the rubric."""
    known = {fact.id for fact in rubric.facts}
    for where, item in _items(rubric):
        for r, rule in enumerate(item.rules):
            elements: tuple[Element, ...] = ()
            if isinstance(rule, (Deduct, Parts)):
                elements = rule.each if isinstance(rule, Deduct) else rule.parts
            for fact in (rule.applies_when, *(element.applies_when for element in elements)):
                if fact and fact not in known:
                    yield place.problem("REF001", (*where, "rules", r), f"facts 里没有“{fact}”。")


def _lint_item(place: _Place, where: Where, item: Item) -> Iterator[Problem]:
    yield from _rules_are_whole(place, where, item)
    if not item.rules:
        yield place.problem("RUB004", where, f"第{item.number}项没有计分规则。")
        return
    yield from _points_can_be_lost(place, where, item)
    yield from _text_is_covered(place, where, item)


def _rules_are_whole(place: _Place, where: Where, item: Item) -> Iterator[Problem]:
    """A rate has one threshold, which can be met and missed, and a loss; a level's options each say what they cost."""
    for r, rule in enumerate(item.rules):
        at = (*where, "rules", r)
        if isinstance(rule, Rate):
            one_threshold = (rule.at_least is None) != (rule.more_than is None)
            one_threshold = one_threshold and 0 not in {rule.at_least, rule.more_than} and rule.more_than != _WHOLE
            whole_steps = (rule.step is None) == (rule.step_loss is None) and rule.step != 0
            if not (one_threshold and whole_steps and (rule.loss or rule.step_loss)):
                yield place.problem("RUB008", at, f"第{item.number}项的比率规则“{rule.id}”写法不完整。")
        if isinstance(rule, Level):
            said = all((option.loss is None) == option.judged for option in rule.options)
            if not said or all(option.loss != 0 for option in rule.options):
                yield place.problem("RUB009", at, f"第{item.number}项的分档规则“{rule.id}”写法有误。")
    if item.base < 0:
        message = f"第{item.number}项分值{shown(item.points)}，规则最多能得{shown(item.most_gain)}分。"
        yield place.problem("RUB007", where, message)


def most_loss(item: Item) -> int:
    """The most that the deductions of an item can take, in hundredths; a zero rule takes all."""
    total = 0
    for rule in item.rules:
        match rule:
            case Zero():
                total += item.points
            case Deduct():
                loss = rule.loss * (len(rule.each) or 1)
                total += loss if rule.limit is None else min(loss, rule.limit)
            case Rate():
                steps = ((rule.at_least or rule.more_than or 0) // rule.step) if rule.step else 0
                loss = rule.loss + steps * (rule.step_loss or 0)
                total += loss if rule.limit is None else min(loss, rule.limit)
            case Level():
                total += max(item.points if option.judged else option.loss or 0 for option in rule.options)
            case Count() | Parts():
                pass
    return total


def _points_can_be_lost(place: _Place, where: Where, item: Item) -> Iterator[Problem]:
    """Every point of an item can be lost by some rule, unless ``as_printed`` says why not."""
    short = item.base - most_loss(item)
    if short > 0 and not item.as_printed:
        message = (
            f"第{item.number}项“分值”为{shown(item.points)}，"
            f"扣分项合计只有{shown(most_loss(item))}分，有{shown(short)}分无法扣除。"
        )
        yield place.problem("RUB003", (*where, "points"), message)


def _text_is_covered(place: _Place, where: Where, item: Item) -> Iterator[Problem]:
    """Each rule quotes the printed text, and no words of it are left without a rule or a reading."""
    text = squash(item.text)
    covered = [False] * len(text)
    for r, rule in enumerate(item.rules):
        for said in rule.says:
            piece = squash(said)
            if not _words(piece):
                yield place.problem("RUB005", (*where, "rules", r, "says"), f"“{said}”只有序号和标点，没有文字。")
                continue
            at = text.find(piece)
            if at < 0:
                yield place.problem("RUB005", (*where, "rules", r, "says"), f"量化项原文里没有“{said}”。")
            while at >= 0:
                covered[at : at + len(piece)] = [True] * len(piece)
                at = text.find(piece, at + len(piece))
    left = "".join(" " if done else char for char, done in zip(text, covered, strict=True))
    words = [word for word in left.split() if _words(word)]
    if words and not (item.readings or item.as_printed):
        yield place.problem("RUB006", (*where, "text"), f"量化项里的“{words[0]}”没有对应的规则。")


def _words(piece: str) -> str:
    """What is left of a piece of text without its numbering and punctuation."""
    return "".join(char for char in _ENUMERATOR.sub("", piece) if not unicodedata.category(char).startswith("P"))


def _implications(place: _Place, rubric: Rubric) -> Iterator[Problem]:
    """``implies`` leads from one yes/no defect to another one, or to a veto that the rubric names."""
    targets = {f"veto.{veto.id}" for veto in rubric.vetoes}
    for item in rubric.items:
        targets |= {f"{item.id}.{rule.id}" for rule in item.rules if is_yes_no(rule)}
    sources: list[tuple[Where, str, tuple[str, ...]]] = [
        (("vetoes", v, "implies"), f"veto.{veto.id}", veto.implies) for v, veto in enumerate(rubric.vetoes)
    ]
    for where, item in _items(rubric):
        for r, rule in enumerate(item.rules):
            if isinstance(rule, (Deduct, Zero)) and rule.implies:
                at = (*where, "rules", r, "implies")
                if not is_yes_no(rule):
                    yield place.problem("RUB010", at, f"第{item.number}项“{rule.id}”有 each，不能写 implies。")
                sources.append((at, f"{item.id}.{rule.id}", rule.implies))
    for at, source, refs in sources:
        for ref in refs:
            if ref == source:
                yield place.problem("RUB010", at, f"“{ref}”不能关联它自己。")
            elif ref not in targets:
                yield place.problem("RUB010", at, f"“{ref}”不是可以关联的是非题。")
