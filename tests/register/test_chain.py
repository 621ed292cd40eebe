"""A ledger shows whatever is done to it but a cut at its end, and then what it lacks shows."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.model.honours import DocumentRef, Event, Honoree, Kind
from generator.register import chain
from generator.register.chain import Line

WHERE = ("demo", "2026")
PUBLISHED = {
    "decision": chain.digest({"date": "2026-11-02"}),
    "honoree 0001": chain.digest({"unit": "甲"}),
    "honoree 0002": chain.digest({"unit": "乙"}),
    "event 1": chain.digest({"reason": "丙"}),
    "event 2": chain.digest({"reason": "丁"}),
}
LEDGER = tuple(chain.added((), PUBLISHED.items(), *WHERE))
PLACES = st.integers(0, len(LEDGER) - 1)


def letters(said: bytes) -> str:
    """SHA-256 with each four bits as one of sixteen letters."""
    return "".join(chr(ord("a") + int(digit, 16)) for digit in hashlib.sha256(said).hexdigest())


def test_every_item_has_a_line_bound_to_the_one_before() -> None:
    assert [line.item for line in LEDGER] == list(PUBLISHED)
    assert [line.number for line in LEDGER] == ["1", "2", "3", "4", "5"]
    before = letters(b"demo/2026")
    for line in LEDGER:
        said = f"{before}\n{line.number}\n{line.item}\n{line.digest}"
        assert line.chain == letters(said.encode())
        before = line.chain
    assert chain.broken(LEDGER, *WHERE) is None


def test_a_digest_stays_what_it_is() -> None:
    """Ledgers of years ago are read by it: it is over this text, for good."""
    honoree = Honoree("0001", "star", "four", "甲公司", "云杉区", rank=3, held="internal", note="internal", line=9)
    said = '{"award":"star","district":"云杉区","number":"0001","rank":"3","tier":"four","unit":"甲公司"}'
    assert chain.digest(chain.honoree_parts(honoree)) == letters(said.encode())
    event = Event("0001", "2024-09-20", Kind.LOWERED, DocumentRef("2024", "review"), "复查得70分", "three", line=4)
    said = (
        '{"day":"2024-09-20","document":"2024/review","kind":"降星",'
        '"number":"0001","reason":"复查得70分","tier":"three"}'
    )
    assert chain.digest(chain.event_parts(event)) == letters(said.encode())


HONOREE = Honoree("0001", "star", "four", "甲公司", "云杉区", "企业", 3, refused="异议")


@pytest.mark.parametrize(
    ("part", "other"),
    [
        ("number", "0002"),
        ("award", "other"),
        ("tier", None),
        ("unit", "乙公司"),
        ("district", ""),
        ("kind", "机关"),
        ("rank", 4),
        ("refused", ""),
    ],
)
def test_what_is_published_of_a_row_is_in_its_digest(part: str, other: object) -> None:
    changed = replace(HONOREE, **{part: other})
    assert chain.honoree_parts(changed) != chain.honoree_parts(HONOREE)
    assert chain.digest(chain.honoree_parts(changed)) != chain.digest(chain.honoree_parts(HONOREE))


def test_what_is_internal_is_not() -> None:
    changed = replace(HONOREE, held="2018年获评", note="同名两家", line=7)
    assert chain.honoree_parts(changed) == chain.honoree_parts(HONOREE)


@given(PLACES, st.sampled_from(["number", "item", "digest", "chain"]), st.text(min_size=1, max_size=70))
def test_a_changed_line_shows(at: int, part: str, text: str) -> None:
    changed = replace(LEDGER[at], **{part: text})
    ledger = (*LEDGER[:at], changed, *LEDGER[at + 1 :])
    assert chain.broken(ledger, *WHERE) == (None if changed == LEDGER[at] else at)


@given(PLACES)
def test_a_line_taken_out_shows_or_its_item_is_not_released(at: int) -> None:
    ledger = (*LEDGER[:at], *LEDGER[at + 1 :])
    last = at == len(LEDGER) - 1
    assert chain.broken(ledger, *WHERE) == (None if last else at)
    assert chain.unreleased(ledger, PUBLISHED) == [LEDGER[at].item]


@given(st.permutations(LEDGER))
def test_lines_in_another_order_show(ledger: list[Line]) -> None:
    moved = next((at for at, (line, was) in enumerate(zip(ledger, LEDGER, strict=True)) if line != was), None)
    assert chain.broken(ledger, *WHERE) == moved


@pytest.mark.parametrize("item", ["decision", "honoree 0001", "event 2", "event 4", "rubric", "notice 1", ""])
def test_an_item_that_is_there_or_out_of_turn_shows_though_it_is_bound(item: str) -> None:
    """The next event is the third."""
    assert chain.broken((*LEDGER, _bound(item)), *WHERE) == len(LEDGER)


@pytest.mark.parametrize(
    ("items", "at"),
    [
        (["correction honoree-1", "honoree 0001"], None),
        (["correction honoree-1", "honoree 0001", "event 3"], None),
        (["correction a", "honoree 0001", "correction b", "honoree 0001"], None),
        (["correction honoree-1"], 5),
        (["correction honoree-1", "event 3"], 6),
        (["correction honoree-1", "honoree 0003"], 6),
        (["correction honoree-1", "event 1"], 6),
        (["correction a", "correction b", "honoree 0001"], 6),
        (["correction a", "honoree 0001", "correction a", "honoree 0001"], 7),
    ],
)
def test_an_item_comes_again_right_after_its_correction_and_not_else(items: list[str], at: int | None) -> None:
    digest = PUBLISHED["decision"]
    ledger = (*LEDGER, *chain.added(LEDGER, [(item, digest) for item in items], *WHERE))
    assert chain.broken(ledger, *WHERE) == at


def _bound(item: str) -> Line:
    number, digest = len(LEDGER) + 1, PUBLISHED["decision"]
    return Line(str(number), item, digest, chain.link(LEDGER[-1].chain, number, item, digest))


def test_a_ledger_is_that_of_one_edition() -> None:
    assert chain.broken(LEDGER, "demo", "2028") == 0
    assert chain.broken((), "demo", "2028") is None


@given(st.integers(0, len(LEDGER)))
def test_what_is_added_in_two_steps_is_what_is_added_in_one(first: int) -> None:
    some = tuple(chain.added((), list(PUBLISHED.items())[:first], *WHERE))
    left = [(item, PUBLISHED[item]) for item in chain.unreleased(some, PUBLISHED)]
    assert (*some, *chain.added(some, left, *WHERE)) == LEDGER
    assert chain.unreleased(LEDGER, PUBLISHED) == []
