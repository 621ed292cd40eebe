"""What a sheet puts into its form; the calculator's print says the same (``printout.js``)."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from generator.documents import conclusion
from generator.documents.conclusion import interval
from generator.documents.filling import Filled, Spot
from generator.model.base import hidden
from generator.model.rubric import Counted, Item
from generator.model.rules import Note
from generator.score import report
from generator.score.assess import Assessed
from generator.score.result import BonusScore, ItemScore, Result
from generator.score.scheme import Scheme
from generator.score.sheet import Sheet
from generator.score.standing import OPEN, YES

Score = ItemScore | BonusScore
_BETWEEN = "～"


def filled(scheme: Scheme, sheet: Sheet) -> Filled:
    """What a sheet says, counted anew."""
    result, column = report.scored(scheme, sheet)
    given = any(entry.points is not None or entry.met is not None for entry in sheet.assessed.values())
    writer = _Writer(scheme, sheet, result, column if given else None)
    texts = dict(writer.whole()) | dict(writer.rows())
    return Filled({spot: readable(text) for spot, text in texts.items() if text}, dict(writer.ticks()))


def readable(text: str) -> str:
    """Without what cannot be seen and what no document can hold."""
    return "".join(char for char in text.replace("\t", " ") if hidden(char) is None)


class _Writer(Struct, frozen=True):
    scheme: Scheme
    sheet: Sheet
    result: Result
    column: Assessed | None

    def whole(self) -> Iterator[tuple[Spot, str]]:
        """The head, the sums and the conclusion."""
        result, column = self.result, self.column
        readings = conclusion.readings(self.scheme, result, self.sheet.readings)
        said = conclusion.sentences(self.scheme, result, self.sheet.readings, column)
        yield ("unit-name", ""), " ".join(self.sheet.unit.split())
        yield ("tier-line", ""), f"自评结果：{'；'.join(one for one in said if one != readings)}。"
        yield ("readings-line", ""), f"口径：{readings}。" if readings else ""
        if result.total.points:
            yield ("total-score", ""), interval(result.total, _BETWEEN)
            for span in result.sections:
                yield ("section-score", span.id), interval(span, _BETWEEN)
        yield from self._raised("bonus-total", "with-bonus", result)
        if column:
            if result.total.points:
                yield ("assessed-total", ""), interval(column.total, _BETWEEN)
                for span in column.sections:
                    yield ("assessed-section", span.id), interval(span, _BETWEEN)
            yield from self._raised("assessed-bonus-total", "assessed-with-bonus", column)

    @staticmethod
    def _raised(bonus: str, total: str, result: Result | Assessed) -> Iterator[tuple[Spot, str]]:
        if result.with_bonus:
            yield (bonus, ""), interval(conclusion.bonus(result), _BETWEEN)
            yield (total, ""), interval(result.with_bonus, _BETWEEN)

    def _scores(self) -> Iterator[tuple[Counted, Score, Score | None]]:
        """Each row with its self score and what an assessor gave for it."""
        column = self.column
        given = {} if column is None else {one.id: one for one in _scores(column) if one.id not in column.missing}
        for row, mine in zip(self.scheme.rubric.rows, _scores(self.result), strict=True):
            yield row, mine, given.get(row.id)

    def rows(self) -> Iterator[tuple[Spot, str]]:
        """The score, the assessor's score and the notes of each row; ticks stand in ``ticks``."""
        for row, mine, theirs in self._scores():
            if not _ticked(row, mine):
                yield ("score" if isinstance(row, Item) else "bonus", row.id), self._own(row, mine)
                if theirs and (_points(row) or isinstance(theirs, BonusScore)):
                    yield ("assessed", row.id), interval(theirs, _BETWEEN)
            yield ("evidence", row.id), self._beneath(row, theirs)

    def ticks(self) -> Iterator[tuple[Spot, str]]:
        """The boxes of the rows that are answered with 是 or 否."""
        for row, mine, theirs in self._scores():
            if _ticked(row, mine):
                yield ("score", row.id), _check(mine) or OPEN
                yield ("assessed", row.id), (_check(theirs) if theirs else None) or OPEN

    def _own(self, row: Counted, mine: Score) -> str:
        refs = [f"{row.id}.{rule.id}" for rule in row.rules]
        if _state(mine) == "out":
            return "不适用"
        if refs and all(isinstance(rule, Note) for rule in row.rules):
            return "\n".join(str(self.sheet.answers.get(ref) or "") for ref in refs)
        touched = any(ref in self.sheet.answers or ref in self.result.inferred for ref in refs)
        return "未填" if not touched and mine.worst != mine.best else interval(mine, _BETWEEN)

    def _beneath(self, row: Counted, theirs: Score | None) -> str:
        """Notes on evidence, the reason, and the assessor's score where it has no column."""
        evidence = self.sheet.evidence.get(row.id, "")
        entry = self.sheet.assessed.get(row.id)
        score = _verdict(row, theirs) if theirs and not self.scheme.rubric.columns.assessed else ""
        reason = f"评分理由：{entry.reason}" if entry and entry.reason else ""
        told = (f"佐证材料：{evidence}" if evidence else "", "；".join(text for text in (score, reason) if text))
        return "\n".join(text for text in told if text)


def _scores(of: Result | Assessed) -> tuple[Score, ...]:
    return (*of.items, *of.bonus)


def _verdict(row: Counted, theirs: Score) -> str:
    check = _check(theirs)
    if _points(row) or isinstance(theirs, BonusScore):
        return f"考核评分：{interval(theirs, _BETWEEN)}分"
    return f"考核认定：{'是' if check == YES else '否'}" if check else ""


def _points(row: Counted) -> int:
    return (row.points or 0) if isinstance(row, Item) else 0


def _check(score: Score) -> str | None:
    return score.check if isinstance(score, ItemScore) else None


def _state(score: Score) -> str:
    return score.state if isinstance(score, ItemScore) else "in"


def _ticked(row: Counted, score: Score) -> bool:
    return _check(score) is not None and not _points(row) and _state(score) != "out"
