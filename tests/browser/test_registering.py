"""Registration forms are filled in on their page, kept in this browser alone, and printed as the form is."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from accessibility import violations
from playwright.sync_api import Browser, Locator, Page, expect
from visitor import pages_of, write

RUSHAN = "rushan-huoli-xingji/2020/registration"
HOME = "fangshan-zhigong-zhijia/2018/registration-home"
UNIT = "乳山市喆玥精密制造有限公司工会委员会"
DEEDS = "组织职工开展技能竞赛。"  # 11 characters


def address(form: str) -> str:
    edition, _, name = form.rpartition("/")
    return f"/{edition}/forms/{name}/"


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).and_(page.locator(":visible")).first.click()


def begin(page: Page, served: str, form: str = RUSHAN) -> None:
    page.goto(served + address(form))
    press(page, "在线填写")


def blank(page: Page, name: str) -> Locator:
    return page.get_by_role("textbox", name=name, exact=True)


def kept(page: Page) -> dict[str, object]:
    script = "Object.keys(localStorage).filter((key) => key.startsWith('portal-register'))"
    return {key: json.loads(page.evaluate("(key) => localStorage.getItem(key)", key)) for key in page.evaluate(script)}


def saved(page: Page, folder: Path) -> Path:
    with page.expect_download() as saving:
        press(page, "保存为文件")
    assert re.fullmatch(rf"申报登记表_{UNIT}_\d{{4}}-\d\d-\d\d\.json", saving.value.suggested_filename)
    saving.value.save_as(folder / "saved.json")
    return folder / "saved.json"


def open_file(page: Page, file: Path) -> None:
    with page.expect_file_chooser() as choosing:
        press(page, "打开文件")
    choosing.value.set_files(file)


def test_what_is_typed_is_kept_and_emptied_by_keyboard_alone(page: Page, served: str) -> None:
    page.goto(served + address(RUSHAN))
    page.get_by_role("button", name="在线填写").focus()
    page.keyboard.press("Enter")
    expect(blank(page, "申报单位")).to_be_focused()
    page.keyboard.type(UNIT)
    page.keyboard.press("Tab")
    page.keyboard.type("五星级")
    expect(page.get_by_text("内容只保存在这台设备的浏览器里，不会上传")).to_be_visible()
    typed = {"form": RUSHAN, "title": "申报登记表", "values": {"unit": UNIT, "tier": "五星级"}}
    assert kept(page) == {f"portal-register:{RUSHAN}": typed}
    page.goto(served + address(HOME))
    expect(page.get_by_role("textbox", name="单位全称")).to_have_count(0)  # each form has its own
    page.goto(served + address(RUSHAN))
    expect(blank(page, "申报星级")).to_have_value("五星级")

    page.get_by_role("button", name="清空").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="取消")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="清空")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="撤销")).to_be_focused()
    assert (blank(page, "申报单位").input_value(), kept(page)) == ("", {})
    page.keyboard.press("Enter")
    expect(blank(page, "申报单位")).to_have_value(UNIT)
    press(page, "清空")
    page.get_by_role("group").get_by_role("button", name="清空").click()
    blank(page, "工会主席").fill("张喆")  # what was emptied cannot come back over what is typed now
    expect(page.get_by_role("button", name="撤销")).to_be_hidden()
    press(page, "返回空白表")
    expect(page.get_by_role("textbox", name="工会主席")).to_have_count(0)
    expect(page.get_by_role("button", name="在线填写")).to_be_focused()


def test_a_printed_limit_is_counted_and_never_cuts(page: Page, served: str) -> None:
    begin(page, served)
    expect(page.get_by_text("字数上限：主要工作1000字，表上印明。")).to_be_visible()
    assert page.locator(".p-fill__count").count() == 1  # no form says how long a name may be
    work, count = blank(page, "主要工作"), page.locator(".p-fill__count")
    over = page.get_by_text("超过1000字了，报送前请删减。")
    expect(count).to_have_text("0/1000字，不计空格和换行")
    full = f"　　{'喆' * 600}\n　　{'𠮷' * 400} \n"  # characters outside the first plane count once
    work.fill(full)
    expect(count).to_have_text("1000/1000字，不计空格和换行")
    expect(over).to_be_hidden()
    work.press("End")
    work.press_sequentially("，再写")
    expect(count).to_have_text("1003/1000字，不计空格和换行")
    expect(over).to_be_visible()
    assert work.input_value() == f"{full}，再写"
    page.reload()
    expect(over).to_be_visible()
    work.fill("短")
    expect(over).to_be_hidden()


def test_it_prints_as_the_form_with_the_text_in_its_cells(page: Page, served: str) -> None:
    page.goto(served + address(HOME))
    empty = pages_of(page)
    press(page, "在线填写")
    blank(page, "单位全称").fill(UNIT)
    blank(page, "联系电话").fill("010-12345678")
    blank(page, "第2人姓名").fill("玥")
    blank(page, "主要事迹").fill(DEEDS * 40)
    blank(page, "群众满意率").fill("98.5")
    filled = pages_of(page)
    assert len(filled) == len(empty) == 2
    first, second = filled
    assert f"单位全称{UNIT}单位性质职工人数会员人数联系电话010-12345678工会组织基本情况" in first
    assert f"主要事迹限800字以内{DEEDS * 40}会员代表大会审议情况" in second
    assert "98.5%" in second
    assert second.count("盖章") == 4
    for told in ("440/800", "在线填写", "保存为文件", "返回空白表", "不会上传", "第2人"):
        assert told not in "".join(filled)
    blank(page, "主要事迹").fill("\n".join(DEEDS * 40 for _ in range(8)))
    longer = pages_of(page)
    assert len(longer) > 2
    assert "".join(longer).count(DEEDS) > 300  # but for those that a page's end divides
    assert "区总工会审批" in longer[-1]
    press(page, "返回空白表")
    assert pages_of(page) == empty


def test_a_file_takes_it_to_another_computer(page: Page, served: str, tmp_path: Path) -> None:
    begin(page, served)
    blank(page, "申报单位").fill(UNIT)
    blank(page, "主要工作").fill("第一行\n\n第三行\n")
    file = saved(page, tmp_path)
    press(page, "清空")
    page.get_by_role("group").get_by_role("button", name="清空").click()
    open_file(page, file)
    expect(page.get_by_text("已打开文件，现在是文件里的内容。")).to_be_visible()
    expect(blank(page, "主要工作")).to_have_value("第一行\n\n第三行\n")
    content = json.loads(file.read_text("utf-8"))
    values = {"unit": "甲\u202e乙", "gone": "1", "tier": 5, "chair": "长" * 20001, "__proto__": "1"}
    for found, said, unit in [
        ({**content, "form": HOME, "title": "先进职工之家登记表"}, "这个文件是另一张表（先进职工之家登记表）的", UNIT),
        ({"answers": {}}, "这个文件不是登记表的填写内容", UNIT),
        ([], "这个文件不是登记表的填写内容", UNIT),
        ({**content, "values": values}, "其中4处这张表里没有，没有导入。", "甲乙"),
        ({**content, "form": RUSHAN.replace("2020", "2021")}, "文件是另一届的同名表，请逐项核对。", UNIT),
    ]:
        open_file(page, write(tmp_path / "other.json", found))
        expect(page.get_by_text(said)).to_be_visible()
        expect(blank(page, "申报单位")).to_have_value(unit)
        if unit != UNIT:
            press(page, "撤销")
            expect(blank(page, "申报单位")).to_have_value(UNIT)
        else:
            press(page, "知道了")


@pytest.mark.parametrize(
    "content",
    ["not JSON", "[]", "null", f'{{"form":"{RUSHAN}"}}', f'{{"form":"{RUSHAN}","values":{{"unit":7,"gone":"1"}}}}'],
)
def test_what_is_kept_badly_is_left_alone(page: Page, served: str, content: str) -> None:
    page.goto(served + address(RUSHAN))
    page.evaluate("(pair) => localStorage.setItem(...pair)", [f"portal-register:{RUSHAN}", content])
    page.reload()
    expect(page.get_by_role("button", name="在线填写")).to_be_visible()
    assert page.locator(".p-fill").count() == 0


def test_a_browser_that_keeps_nothing_says_so(page: Page, served: str) -> None:
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('off'); } })")
    begin(page, served)
    expect(page.get_by_text("这个浏览器不允许保存，关闭页面后填写的内容不再保留")).to_be_visible()
    blank(page, "申报单位").fill(UNIT)
    assert UNIT in pages_of(page)[0]


def test_the_units_name_is_taken_over_from_the_calculator(page: Page, served: str) -> None:
    page.goto(f"{served}/rushan-huoli-xingji/2020/score/enterprise/")
    page.get_by_label("单位名称").fill(UNIT)
    begin(page, served)
    offer = page.get_by_role("button", name=f"填入“{UNIT}”")
    offer.click()
    expect(offer).to_be_hidden()
    expect(blank(page, "申报单位")).to_be_focused()
    page.reload()
    expect(blank(page, "申报单位")).to_have_value(UNIT)
    begin(page, served, HOME)
    expect(page.get_by_role("button", name="填入")).to_have_count(0)  # another edition's


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_and_a_phone_shows_fields_below_each_other(page: Page, served: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    begin(page, served, HOME)
    blank(page, "主要事迹").fill(DEEDS * 80)
    expect(page.get_by_text("超过800字了")).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for field in page.get_by_role("textbox").and_(page.locator(".p-fill__input")).all():
        box = field.bounding_box()
        assert box is not None
        assert box["height"] >= 44
        assert width > 390 or box["width"] >= 200
    hidden = page.evaluate(
        "Array.from(document.querySelectorAll('.p-fill__input')).some((one) => one.scrollHeight > one.clientHeight + 2)"
    )
    assert not hidden  # a field is as tall as its text


def test_it_works_from_a_folder_on_disk(page: Page, site: Path) -> None:
    page.goto((site / "rushan-huoli-xingji/2020/forms/registration/index.html").as_uri())
    press(page, "在线填写")
    blank(page, "申报单位").fill(UNIT)
    page.reload()
    expect(blank(page, "申报单位")).to_have_value(UNIT)


def test_without_scripts_it_is_the_blank_form(browser: Browser, served: str) -> None:
    context = browser.new_context(java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    page.goto(served + address(RUSHAN))
    assert page.locator(".p-page button:visible, .md-content button:visible, .md-content input:visible").count() == 0
    (text,) = pages_of(page)
    assert "不会上传" not in text
    assert text.count("(章)") == 3
    context.close()
