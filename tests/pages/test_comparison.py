"""Which clause answers to which, and which words only one of two texts has."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.portal import Edition, Portal
from generator.model.rubric import Rubric
from generator.pages import compare
from generator.pages.comparison import Clause, Row, align

WORDS = st.text(st.sampled_from("职工工会会议制度，。、；（）“”90%5分分①\n ％％ab"), max_size=30)
PARTS = st.sampled_from("甲乙丙丁")
LISTS = st.lists(st.builds(Clause, PARTS, WORDS), max_size=8).map(lambda found: sorted(found, key=lambda c: c.part))


ONE = [Clause("甲", "建立会员代表大会制度"), Clause("甲", "工会有独立账户"), Clause("乙", "开展劳动竞赛")]


@pytest.mark.parametrize(
    ("right", "rows"),
    [
        (ONE, [(0, 0), (1, 1), (2, 2)]),
        # The order within a part may differ; the left one's stays.
        ([ONE[1], ONE[0], ONE[2]], [(0, 1), (1, 0), (2, 2)]),
        # What only the right list has stands where it stands there.
        ([ONE[0], Clause("甲", "按期换届选举"), ONE[1], ONE[2]], [(0, 0), (None, 1), (1, 2), (2, 3)]),
        ([Clause("甲", "按期换届选举"), *ONE], [(None, 0), (0, 1), (1, 2), (2, 3)]),
        ([ONE[0], ONE[1], Clause("丙", "按期换届选举"), ONE[2]], [(0, 0), (1, 1), (None, 2), (2, 3)]),
        # The same words in another part are the same requirement.
        ([ONE[0], ONE[2], Clause("乙", "工会有独立账户")], [(0, 0), (1, 2), (2, 1)]),
        # Alone in its part on both sides, a clause has its counterpart there.
        ([Clause("乙", "按时完成任务")], [(0, None), (1, None), (2, 0)]),
        ([], [(0, None), (1, None), (2, None)]),
    ],
)
def test_clauses_find_their_counterparts(right: list[Clause], rows: list[Row]) -> None:
    assert align(ONE, right) == rows


@given(LISTS, LISTS)
def test_every_clause_is_there_once(left: list[Clause], right: list[Clause]) -> None:
    rows = align(left, right)
    assert [i for i, _ in rows if i is not None] == list(range(len(left)))
    assert sorted(j for _, j in rows if j is not None) == list(range(len(right)))
    assert (None, None) not in rows


@given(LISTS)
def test_a_list_beside_itself_is_paired_throughout(clauses: list[Clause]) -> None:
    rows = align(clauses, clauses)
    texts = [(clauses[i].text, clauses[j].text) for i, j in rows if i is not None and j is not None]
    pairable = [clause for clause in clauses if any(char.isalnum() for char in clause.text)]
    assert len(texts) >= len(pairable)


@pytest.fixture(scope="module")
def pairs(portal: Portal) -> list[tuple[Edition, compare.Comparison]]:
    return [(edition, pair) for edition in portal.editions for pair in compare.comparisons(edition)]


def test_every_item_of_every_pair_is_there_once(pairs: list[tuple[Edition, compare.Comparison]]) -> None:
    assert len(pairs) == 17
    for edition, pair in pairs:
        for rubric, cells in (
            (pair.left, [row.left for row in pair.rows]),
            (pair.right, [row.right for row in pair.rows]),
        ):
            items = [cell.entry.item.id for cell in cells if cell]
            assert sorted(items) == sorted(item.id for item in rubric.rows), edition.address
            for cell in filter(None, cells):
                assert "".join(run.text for run in cell.standard) == cell.entry.standard
                assert "".join(run.text for run in cell.counted) == cell.entry.counted


def test_all_published_pairs_are_offered(pairs: list[tuple[Edition, compare.Comparison]]) -> None:
    """The least alike are a home and its smallest unit; still every fourth item has a counterpart."""
    assert all(pair.offered for _, pair in pairs)


def found(portal: Portal, series: str, left: str, right: str) -> compare.Comparison:
    (edition,) = [one for one in portal.editions if one.series.id == series and one.rubrics]
    rubrics = {rubric.id: rubric for rubric in edition.rubrics}
    return compare.compare(rubrics[left], rubrics[right])


@pytest.mark.parametrize(
    ("series", "forms", "counts"),
    [
        ("rushan-huoli-xingji", ("enterprise", "regional"), {"words": 14, "left": 6}),
        (
            "chongqing-jkwwt-zhijia",
            ("public", "institution"),
            {"same": 7, "words": 7, "worth": 5, "left": 4, "right": 2},
        ),
        ("fangshan-zhigong-zhijia", ("demonstration", "new-enterprise"), {"same": 16, "words": 1, "left": 5}),
        ("qingdao-shuangzheng", ("enterprise", "institution"), {"same": 9, "words": 16, "left": 6, "right": 1}),
        ("qinhuangdao-mofan-zhijia", ("zhijia", "xiaojia"), {"words": 7, "left": 28, "right": 15}),
    ],
)
def test_published_forms(portal: Portal, series: str, forms: tuple[str, str], counts: dict[str, int]) -> None:
    pair = found(portal, series, *forms)
    assert {kind: count for kind, count, _ in pair.counts(pair.rows)} == counts


def test_counterparts_of_a_published_pair(portal: Portal) -> None:
    """Read by hand: each pair of rows asks for the same thing; four of them stand in another part there."""
    pair = found(portal, "rushan-huoli-xingji", "enterprise", "regional")
    both = {row.left.entry.item.id: row.right for row in pair.rows if row.left and row.right}
    assert {left: cell.entry.item.id for left, cell in both.items()} == {
        "1": "1", "2": "2", "4": "3", "5": "4", "6": "6", "7": "7", "9": "9", "10": "10", "12": "11",
        "14": "5", "15": "8", "16": "14", "17": "12", "18": "13",
    }  # fmt: skip
    assert {left for left, cell in both.items() if cell.elsewhere} == {"14", "15", "16", "17", "18"}


def rubric(name: str, *standards: str) -> Rubric:
    check = {"id": "done", "kind": "check", "says": ["甲"], "ask": "甲"}
    items = [{"id": str(n), "standard": text, "rules": [check]} for n, text in enumerate(standards, start=1)]
    columns = {"section": "项目", "standard": "标准", "score": "自查"}
    sections = [{"id": name, "title": name, "items": items}]
    base = {"id": name, "title": name, "short": name, "units": name, "columns": columns, "sections": sections}
    return Rubric.model_validate(base)


def test_forms_with_nothing_in_common_are_not_offered() -> None:
    forms = rubric("a", "建立会员代表大会", "工会有独立账户"), rubric("b", "配备饮水机", "公布联系方式")
    pairs = tuple(compare.compare(*two) for two in combinations(forms, 2))
    assert [pair.offered for pair in pairs] == [False]
    assert compare.way(pairs) == ""
    assert compare.nav(pairs) == ()
