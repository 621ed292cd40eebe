"""Two texts with the words marked that only one of them has."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.changes.wording import Difference, Run, difference

WORDS = st.text(st.sampled_from("职工工会会议制度，。、；（）“”90%5分分①\n ％％ab"), max_size=30)


def marked(runs: tuple[Run, ...]) -> str:
    return "".join(f"[{run.text}]" if run.own else run.text for run in runs)


def unmarked(runs: tuple[Run, ...]) -> str:
    """What is said to be in both texts, without punctuation."""
    text = unicodedata.normalize("NFKC", "".join(run.text for run in runs if not run.own))
    return "".join(char for char in text if char == "%" or unicodedata.category(char)[0] in "LNS")


@pytest.mark.parametrize(
    ("left", "right", "marks"),
    [
        ("有活动载体。", "有活动载体。", ("有活动载体。", "有活动载体。")),
        ("入会率达到95%以上", "入会率达到98%以上", ("入会率达到[95%]以上", "入会率达到[98%]以上")),
        ("不按期换届扣2分。", "不按期换届扣3分。", ("不按期换届扣[2分]。", "不按期换届扣[3分]。")),
        ("有活动载体。", "有活动场地或载体。", ("有活动载体。", "有活动[场地或]载体。")),
        # What stands in brackets keeps them; the stop after it is not marked.
        (
            "经审委员会、女工委员会",
            "经审委员会（或委员）、女工委员会",
            ("经审委员会、女工委员会", "经审委员会[（或委员）]、女工委员会"),
        ),
        # Two words that both have by chance are no reason to cut a change in three.
        (
            "应由企业行政方面直接拨缴工会经费",
            "应由上级工会行政部门统一拨缴工会经费",
            ("应由[企业行政方面直接]拨缴工会经费", "应由[上级工会行政部门统一]拨缴工会经费"),
        ),
    ],
)
def test_what_differs_is_marked(left: str, right: str, marks: tuple[str, str]) -> None:
    found = difference(left, right)
    assert (marked(found.left), marked(found.right)) == marks


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("公开及时，真实。", "公开及时、真实；"),
        ("满意率100％", "满意率100%"),
        ("“中国梦•劳动美”主题教育", "“中国梦·劳动美”主题教育"),
        ("“师带徒”活动", "师带徒活动"),
        ("制度,每年一次", "制度每年一次"),
    ],
)
def test_stops_and_widths_make_no_difference(left: str, right: str) -> None:
    found = difference(left, right)
    assert found.alike
    assert (marked(found.left), marked(found.right)) == (left, right)


def test_texts_with_little_in_common_are_not_marked() -> None:
    left, right = "组织职工开展全员创新活动，建立激励制度，并有资金支持", "工会有独立的银行帐户，经费由职工代表审查"
    found = difference(left, right)
    assert (found.alike, found.marked) == (False, False)
    assert (found.left, found.right) == ((Run(left, own=False),), (Run(right, own=False),))


@given(WORDS, WORDS)
def test_both_texts_are_there_in_full(left: str, right: str) -> None:
    found = difference(left, right)
    assert "".join(run.text for run in found.left) == left
    assert "".join(run.text for run in found.right) == right
    own = any(run.own for run in (*found.left, *found.right))
    assert own == (not found.alike and found.marked)
    if found.marked:
        assert unmarked(found.left) == unmarked(found.right)


@given(WORDS)
def test_a_text_differs_in_nothing_from_itself(text: str) -> None:
    assert difference(text, text).alike


def shown(found: Difference) -> str:
    """Both texts in one, as a page shows them."""
    return "".join(
        piece.after
        if piece.same
        else f"[-{piece.before}-]" * bool(piece.before) + f"[+{piece.after}+]" * bool(piece.after)
        for piece in found.pieces
    )


@pytest.mark.parametrize(
    ("before", "after", "both"),
    [
        ("按期换届。", "按期换届选举，换届结果向会员公布。", "按期换届[+选举，换届结果向会员公布+]。"),
        (
            "入会率未达到85%扣2分，扣完为止。",
            "入会率未达到90%扣2分，扣完为止。",
            "入会率未达到[-85%-][+90%+]扣2分，扣完为止。",
        ),
        ("80分以上（含80分）", "85分以上（含85分）", "[-80分-][+85分+]以上（含[-80分-][+85分+]）"),
        ("《三年规划》", "《三年规划（2024—2026年）》", "《三年规划[+（2024—2026年）+]》"),
        (
            "应由企业行政方面直接拨缴",
            "应由上级工会行政部门统一拨缴",
            "应由[-企业行政方面直接-][+上级工会行政部门统一+]拨缴",
        ),
        ("会员评议满意不扣分", "有职工书屋", "[-会员评议满意不扣分-][+有职工书屋+]"),
        ("公开及时，真实。", "公开及时、真实；", "公开及时、真实；"),
    ],
)
def test_both_texts_in_one(before: str, after: str, both: str) -> None:
    assert shown(difference(before, after)) == both


@given(WORDS, WORDS)
def test_pieces_give_both_texts_exactly(before: str, after: str) -> None:
    found = difference(before, after)
    assert "".join(piece.before for piece in found.pieces) == before
    assert "".join(piece.after for piece in found.pieces) == after
    assert all(piece.before or piece.after for piece in found.pieces)
    assert all(piece.same for piece in found.pieces) == found.alike
