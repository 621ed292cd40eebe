"""What differs between two editions of a series, from their data; nothing here knows a page."""

from __future__ import annotations

from msgspec import Struct

from generator.changes import facts, rubric
from generator.changes.facts import Topic
from generator.changes.rubric import RubricChange
from generator.model.portal import Edition


class Changes(Struct, frozen=True):
    """Two editions, thing by thing. ``ruled`` are those by whose standards they are run."""

    before: Edition
    after: Edition
    ruled: tuple[Edition, Edition]
    rubrics: tuple[RubricChange, ...]
    topics: tuple[Topic, ...]

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
        return all(one.same for one in self.rubrics) and all(one.same for one in self.topics)


def changes(before: Edition, after: Edition, ruled: tuple[Edition, Edition] | None = None) -> Changes:
    """What differs between two editions; ``ruled`` are given where one follows the standards of another."""
    sides = (before, after)
    rules = ruled or sides
    return Changes(
        before,
        after,
        rules,
        rubric.rubrics(rules[0].rubrics, rules[1].rubrics),
        (*facts.topics(sides, rules), *facts.forms(sides, rules)),
    )
