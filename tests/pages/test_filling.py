"""Which limits of length a form's page tells: those that the form or the notice prints."""

from __future__ import annotations

import pytest
import whole

from generator.model.form import Blank, Form, Label, limit_source
from generator.model.portal import Portal
from generator.pages import filling


@pytest.mark.parametrize(
    ("form", "limits"),
    [
        ("qinhuangdao-mofan-zhijia/2023/zhijia-application", []),
        ("qinhuangdao-mofan-zhijia/2023/xiaojia-application", []),
        ("chongqing-jkwwt-zhijia/2019/registration-home", [("主要先进事迹", 500)]),
        ("chongqing-jkwwt-zhijia/2019/registration-xiaojia", [("主要先进事迹", 400)]),
        ("fangshan-zhigong-zhijia/2018/registration-home", [("主要事迹", 800)]),
        ("fangshan-zhigong-zhijia/2018/registration-xiaojia", [("主要事迹", 800)]),
        ("rushan-huoli-xingji/2020/registration", [("主要工作", 1000)]),
    ],
)
def test_the_limits_of_the_published_forms(portal: Portal, form: str, limits: list[tuple[str, int]]) -> None:
    edition, found = next((e, f) for e in portal.editions for f in e.forms if e.address + f.id == form)
    told = filling.limits(edition, found)
    assert [(limit.name, limit.length) for limit in told] == limits
    assert {limit.clause for limit in told} <= {""}  # each stands on the form itself


@pytest.mark.parametrize(
    ("label", "above", "clauses", "source"),
    [
        ("主要事迹\n（800字以内）", None, {}, ""),
        ("主要事迹", "限800字以内", {}, ""),
        ("主要事迹", None, {"": "限800字", "tiers": "不限字数", "apply": "事迹800字以内"}, "apply"),
        ("主要事迹（1800字以内）", None, {"apply": "800"}, None),
        ("主要事迹", None, {}, None),
    ],
)
def test_where_a_limit_is_printed(label: str, above: str | None, clauses: dict[str, str], source: str | None) -> None:
    row = (Label(kind="label", text=label), Blank(kind="blank", id="deeds", name="主要事迹", above=above, length=800))
    form = Form(id="form", title="登记表", short="登记表", columns=2, rows=(row,))
    assert limit_source(800, form, clauses) == source


def test_a_form_of_which_a_part_was_restored_says_so_on_its_page(portal: Portal) -> None:
    """Who prints it takes it for the form that was issued."""
    told = {
        f"{site.address}{page.address}": "这张表从“主要先进事迹”起残缺" in page.body
        for site in whole.sites(portal)
        for page in site.pages
        if page.address.startswith("forms/registration")
    }
    assert [address for address, said in told.items() if said] == [
        "chongqing-jkwwt-zhijia/2019/forms/registration-home/"
    ]
