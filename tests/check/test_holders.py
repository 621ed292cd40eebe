"""What a note of the list says of a title that its unit holds already."""

from __future__ import annotations

from pathlib import Path
from unittest import mock

import honoured
import pytest

from generator.check import holders
from generator.model.honours import Award, DocumentRef, Honoree, Kind
from generator.register.history import Step, Title, state

UNIT, DAY = "示例市珺雅陶瓷有限公司", "2021-11-04"
AWARD = Award.model_validate({"id": "star-home", "name": "示例市星级职工之家"})


@pytest.mark.parametrize(
    ("note", "looked_at"),
    [
        ("2021年获评，按规定复评", True),
        ("２０２１年度获评", True),
        ("二〇二一年命名，按规定可再申报", True),
        ("2021.11获评", True),
        ("已获示例市“星级职工之家”", True),
        ("原为星级职工之家", True),
        ("三年期满，重新申报", True),
        ("上届获评", True),
        ("按规定复评", True),
        ("蝉联", True),
        ("晋级申报", True),
        ("与获评单位重名", True),
        ("与示例市珺雅陶瓷有限责任公司不是同一单位", True),
        ("首次申报星级职工之家", False),
        ("首次申报四星，2021年为三星", True),
        ("未获过称号", False),
        ("2012年获评", False),
        ("12021年", False),
        ("2024年申报", False),
        ("与0012不是同一单位", False),
        ("到期未交材料", False),
        ("名称经核对无误", False),
        ("示例市珺雅陶瓷有限公司", False),
        ("", False),
    ],
)
def test_a_note_speaks_of_a_title_that_is_held(note: str, looked_at: bool) -> None:  # noqa: FBT001
    row = Honoree("0007", AWARD.id, None, UNIT, note=note)
    naming = Step(DAY, Kind.GRANTED, DocumentRef("2021", "decision"), name="示例市珺雅陶瓷有限责任公司")
    title = Title("stars", "2021", AWARD, row, (naming,))
    holding = holders._Holding(title, state(title, DAY))  # noqa: SLF001
    assert holders._looked_at(row, holding, "星级职工之家") is looked_at  # noqa: SLF001


@pytest.mark.parametrize(("short", "looked_at"), [("职工小家", True), ("之家", False)])
def test_a_short_name_that_any_title_has_tells_nothing(short: str, looked_at: bool) -> None:  # noqa: FBT001
    row = Honoree("0007", AWARD.id, None, UNIT, note=f"申报{short}")
    title = Title("stars", "2021", AWARD, row, (Step(DAY, Kind.GRANTED, DocumentRef("2021", "decision"), name=UNIT),))
    holding = holders._Holding(title, state(title, DAY))  # noqa: SLF001
    assert holders._looked_at(row, holding, short) is looked_at  # noqa: SLF001


def test_a_name_that_was_filled_down_is_not_held_against_itself_pair_by_pair(tmp_path: Path) -> None:
    """As an office program does with one drag: for thousands of rows all pairs would take hours."""
    many = 300
    path = honoured.copy(tmp_path) / honoured.PATHS["list"]
    path.write_text("编号,等次,单位名称\n" + "".join(f"{at:04d},合格,示例市图书馆\n" for at in range(1, many)), "utf-8")
    with mock.patch.object(Honoree, "speaks_of", autospec=True, side_effect=Honoree.speaks_of) as asked:
        found = honoured.problems(tmp_path, releasing=True)
    assert [one.code for one in found].count("HON019") == many - 2
    assert asked.call_count < 5 * many
