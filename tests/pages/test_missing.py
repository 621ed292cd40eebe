"""What an edition does not say leaves no empty box, no dead link and no “None”."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
import whole
from msgspec.structs import replace

from generator import pipeline
from generator.model.campaign import Phase
from generator.model.portal import Portal
from generator.render.output import Site

ROOT = Path(__file__).resolve().parents[2]


def starter() -> Portal:
    return pipeline.read(ROOT / "site_templates" / "starter")


def rendered(changes: Mapping[str, object], *, forms: bool = True) -> tuple[Site, Site]:
    """The starter portal's home and its edition, with these things changed in the campaign."""
    portal = starter()
    (edition,) = portal.editions
    changed = replace(edition, campaign=edition.campaign.model_copy(update=changes))
    if not forms:
        changed = replace(changed, rubrics=(), forms=())
    home, site = whole.sites(replace(portal, editions=(changed,)))
    return home, site


def body(site: Site, address: str = "") -> str:
    return next(page.body for page in site.pages if page.address == address)


@pytest.fixture(scope="module")
def bare() -> tuple[Site, Site]:
    """An edition with neither number, dates, tiers, vetoes, contact nor forms."""
    document = starter().editions[0].campaign.document.model_copy(update={"number": None})
    nothing = dict.fromkeys(("phases", "tiers", "vetoes", "materials", "awards", "attachments"), ())
    return rendered({**nothing, "document": document, "contact": None, "contact_cited": None}, forms=False)


def test_nothing_is_said_of_what_is_missing(bare: tuple[Site, Site]) -> None:
    for site in bare:
        for page in site.pages:
            assert "None" not in page.body
            assert "None" not in page.description
            assert not any("None" in content for _, content in page.metas)


def test_who_assesses_is_said_of_those_tiers_of_which_the_notice_says_it() -> None:
    first, *others = starter().editions[0].campaign.tiers
    unsaid = first.model_copy(update=dict.fromkeys(("checked_by", "check_quote", "check_clause")))
    some, none = rendered({"tiers": (unsaid, *others)})[1], rendered({"tiers": (unsaid,)})[1]
    assert body(some).count(">考核验收</th>") == body(some).count("<td>未收录</td>") == 1
    assert "考核验收" not in body(none)
    assert body(some, "score/union/").count("考核验收</span>") == len(others)
    assert "考核验收</span>" not in body(none, "score/union/")


def test_the_overview_leads_to_the_notice_for_what_it_does_not_have(bare: tuple[Site, Site]) -> None:
    overview = body(bare[1])
    for what in ("时间", "分数线", "不能参加的情形", "要交的材料", "奖励和支持"):
        assert f'本站没有收录{what}，请看<a href="notice/">通知原文</a>。' in overview
    assert '本站没有收录联系方式，请看<a href="notice/">通知原文</a>，或请问主办的示例市总工会。' in overview
    assert "通知没有" not in overview  # whoever wrote the facts may have left one out
    for name in (
        "p-chart",
        "p-timeline",
        "p-tiers",
        "p-levels",
        "p-bars",
        "p-columns",
        "p-do",
        "p-attached",
        "p-follow",
    ):
        assert name not in overview
    assert "关于开展示例创建活动的通知" in overview  # what has no number is called by its title


def test_there_are_no_pages_for_forms_that_are_not_there(bare: tuple[Site, Site]) -> None:
    home, site = bare
    assert {page.address for page in site.pages} == {"", "notice/", "faq/", "honorees/"}
    assert not any(item.children for item in site.nav)
    for address in ("standards/", "score/", "forms/"):
        assert address not in body(home)


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2026-08", None, '<time datetime="2026-08">2026年8月</time>'),
        ("2026-08", "2026-08", '<time datetime="2026-08">2026年8月</time>'),
        ("2026", "2027-01-31", "2026年</time>至<time"),
        (None, "2026-10-31", '<time datetime="2026-10-31">到2026年10月31日为止</time>'),
        (None, "2026-10", '<time datetime="2026-10">2026年10月底前</time>'),
        (None, None, "未收录日期"),
    ],
)
def test_a_phase_says_what_the_notice_says(start: str | None, end: str | None, said: str) -> None:
    cited = {"text": "甲", "quote": "甲", "clause": "procedure-steps"}
    phase = Phase.model_validate({"id": "x", "title": "甲", "who": "甲", **cited, "start": start, "end": end})
    home, site = rendered({"phases": (phase,)})
    assert said in body(site)
    assert ("甲 <span>" in body(home)) == bool(start or end)  # the home page lists dates only


def test_vetoes_of_one_form_are_listed_under_its_name() -> None:
    campaign = starter().editions[0].campaign
    veto = campaign.vetoes[0].model_copy(update={"rubrics": ("union",), "exception": "已经整改"})
    overview = body(rendered({"vetoes": (veto,)})[1])
    assert '<p class="p-brief__of">示例工会：</p>' in overview
    assert "例外：已经整改" in overview


def test_an_annex_of_the_notice_stands_after_the_list_of_attachments() -> None:
    campaign = starter().editions[0].campaign
    annex = campaign.attachments[0].model_copy(update={"rubric": None, "clause": "procedure"})
    notice = body(rendered({"attachments": (annex,)})[1], "notice/")
    order = ["p-doc__attachments", "p-doc__annex", '<h2 id="procedure">']
    assert sorted(order, key=notice.index) == order
    assert 'href="../notice/#procedure"' in notice


def test_a_form_of_which_no_veto_speaks_leads_to_the_notice() -> None:
    portal = starter()
    (edition,) = portal.editions
    veto = edition.campaign.vetoes[0].model_copy(update={"rubrics": ("union",)})
    other = edition.rubrics[0].model_copy(update={"id": "other", "short": "示例小家"})
    campaign = edition.campaign.model_copy(update={"vetoes": (veto,)})
    changed = replace(edition, campaign=campaign, rubrics=(*edition.rubrics, other))
    _, site = whole.sites(replace(portal, editions=(changed,)))
    assert '本站没有收录示例小家的情形，请看<a href="notice/">通知原文</a>。' in body(site)
