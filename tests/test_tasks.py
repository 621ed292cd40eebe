"""The tasks of docs/tasks.zh-CN.md: each link is there and leads on, and the last page has the answer."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from pages_of_site import Link, Page, Site, nearest, squashed

from generator.model.portal import Portal

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "tasks.zh-CN.md"
MOST_CLICKS = 3


@dataclass(frozen=True)
class Task:
    """One row of the table."""

    number: str
    asked: str
    clicks: tuple[str, ...]
    answers: tuple[str, ...]


def _tasks() -> list[Task]:
    rows = [line.strip("| ").split(" | ") for line in DOCUMENT.read_text("utf-8").splitlines() if line.startswith("| ")]
    return [
        Task(number, asked, tuple(clicks.split(" → ")), tuple(answers.split(" / ")))
        for number, asked, clicks, answers in rows[2:]
    ]


TASKS = _tasks()


def clicked(page: Page, words: str) -> Link:
    """The link with these words; of several that lead elsewhere, the one beside the words before the dot."""
    beside, _, text = words.rpartition(" · ")
    found = page.links_with(squashed(text))
    assert found, f"{page.address or '/'} has no link “{text}”"
    meant = nearest(found, squashed(beside)) if beside else found
    targets = {link.target for link in meant}
    assert len(targets) == 1, f"{page.address or '/'}: “{words}” leads to {sorted(targets)}"
    return meant[0]


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.number)
def test_a_task_is_done_in_three_clicks(pages: Site, task: Task) -> None:
    assert len(task.clicks) <= MOST_CLICKS
    page = pages.pages[""]
    for words in task.clicks:
        page = pages.arrived(clicked(page, words).target)
    for answer in task.answers:
        assert squashed(answer) in page.words


def test_there_are_twenty_tasks_and_every_campaign_has_some(pages: Site, portal: Portal) -> None:
    assert [task.number for task in TASKS] == [str(number) for number in range(1, len(TASKS) + 1)]
    assert len(TASKS) >= 20
    first = {pages.arrived(clicked(pages.pages[""], task.clicks[0]).target).address.split("/")[0] for task in TASKS}
    assert {series.id for series in portal.series} <= first
