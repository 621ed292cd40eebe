"""A printed form as plain functions, one a row, and what a sheet says to a row.

The functions are written from the printed words, which stand beside each of them, and from the way a
careful clerk reads those words. Nothing here knows of the rubrics' machine rules or of the engines.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, NamedTuple, TypeVar


class Between(NamedTuple):
    """Points that the printed words leave to an assessor."""

    least: Fraction
    most: Fraction


def percent(number: int) -> Fraction:
    """A percentage as the share that it is."""
    return Fraction(number, 100)


def floored(points: Fraction | int) -> Fraction:
    """扣完为止: there is nothing below 0."""
    return max(Fraction(points), Fraction(0))


@dataclass(frozen=True)
class Said:
    """A sheet that leaves nothing of one row open. A question that it lacks is a ``KeyError``."""

    row: str
    answers: Mapping[str, Any]

    def yes(self, question: str) -> bool:
        """A yes to a yes/no question of the row."""
        answer = self.answers[f"{self.row}.{question}"]
        assert isinstance(answer, bool)
        return answer

    def fact(self, name: str) -> bool:
        """Whether a fact about the unit holds."""
        return self.answers[f"fact.{name}"] is True

    def there(self, question: str, element: str) -> bool:
        """Whether one of several elements is there."""
        return self.answers[f"{self.row}.{question}"][element] is True

    def missing(self, question: str, *elements: str) -> int:
        """How many of the elements are missing."""
        return sum(not self.there(question, element) for element in elements)

    def share(self, question: str) -> Fraction:
        """A measured share."""
        rate = self.answers[f"{self.row}.{question}"]
        return Fraction(rate["part"], rate["whole"])

    def number(self, question: str) -> Fraction:
        """How often, or the points that somebody gave; infinite where a count has no end."""
        answer = self.answers[f"{self.row}.{question}"]
        return answer if answer == float("inf") else Fraction(str(answer))

    def choice(self, question: str) -> str:
        """The outcome that was chosen."""
        return str(self.answers[f"{self.row}.{question}"])


Outcome = Fraction | int | Between | bool
Counts = Callable[[Said], Outcome]
C = TypeVar("C", bound=Counts)


@dataclass(frozen=True)
class Row:
    """A row as it is printed: its points (none for 是/否), its words, and what it counts (none for free text)."""

    id: str
    points: int | None
    words: str
    counts: Counts | None


@dataclass
class Form:
    """Every row of a printed form, in its order; ``bonus`` rows stand outside the total.

    ``otherwise`` holds the other way to read an ambiguous row, by the reading ``<row>.<name>``; no row has two.
    ``follows`` holds what lies in the words: a yes at the first question is a yes at the second.
    """

    id: str
    rows: dict[str, Row] = field(default_factory=dict)
    bonus: dict[str, Row] = field(default_factory=dict)
    otherwise: dict[str, Counts] = field(default_factory=dict)
    follows: list[tuple[str, str]] = field(default_factory=list)

    def row(self, name: str, points: int, words: str) -> Callable[[C], C]:
        """A row with points."""
        return self._written(self.rows, name, points, words)

    def beside(self, name: str, words: str) -> Callable[[C], C]:
        """A row that adds points outside the total."""
        return self._written(self.bonus, name, None, words)

    def check(self, name: str, words: str) -> Callable[[C], C]:
        """A row that is 是 or 否 by what its words ask."""
        return self._written(self.rows, name, None, words)

    def turned(self, reading: str) -> Callable[[C], C]:
        """A row as it counts where this reading is taken the other way."""

        def written(counts: C) -> C:
            assert _row_of(reading) not in map(_row_of, self.otherwise)
            self.otherwise[reading] = counts
            return counts

        return written

    def judged(self, name: str, points: int, words: str, question: str = "score") -> None:
        """A row whose only rule is its printed points: somebody gives 0 to that many."""
        self.rows[name] = Row(name, points, words, lambda said: said.number(question))

    def yes_or_no(self, name: str, words: str) -> None:
        """A row with the boxes 是 □ 否 □ and nothing else."""
        self.rows[name] = Row(name, None, words, lambda said: said.yes("done"))

    def blank(self, name: str, words: str) -> None:
        """A row that is filled in with words and counts nothing."""
        self.rows[name] = Row(name, None, words, None)

    @property
    def ways(self) -> list[frozenset[str]]:
        """The choices of readings to count by: none, and where there is any, all of them taken the other way."""
        return [frozenset(), frozenset(self.otherwise)] if self.otherwise else [frozenset()]

    def counting(self, row: Row, readings: frozenset[str]) -> Counts | None:
        """What a row counts where these readings are taken the other way."""
        turned = [self.otherwise[reading] for reading in readings if _row_of(reading) == row.id]
        return turned[0] if turned else row.counts

    def _written(self, rows: dict[str, Row], name: str, points: int | None, words: str) -> Callable[[C], C]:
        def written(counts: C) -> C:
            assert name not in rows
            rows[name] = Row(name, points, words, counts)
            return counts

        return written


def _row_of(reading: str) -> str:
    return reading.partition(".")[0]
