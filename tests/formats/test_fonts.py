"""Fonts: which are taken, what they cover, and what is said where some are missing."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from msgspec.structs import replace
from printing import ROOT, found, line, official

from generator.documents.blocks import Paragraph
from generator.formats import fonts
from generator.formats.fonts import Face, Fonts


def make_font(path: Path, family: str, characters: str = "永") -> None:
    """A font with empty glyphs for these characters."""
    names = [".notdef", *(f"u{ord(one):04X}" for one in characters)]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(one): f"u{ord(one):04X}" for one in characters})
    builder.setupGlyf({name: TTGlyphPen(None).glyph() for name in names})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (1000, 0)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": family, "styleName": "Regular", "psName": family.replace(" ", "")})
    builder.setupOS2(usWeightClass=400)
    builder.setupPost()
    path.parent.mkdir(exist_ok=True)
    builder.save(path)


def face(path: Path, family: str) -> Face:
    return Face(family, 400, path, 0)


def test_a_font_that_was_copied_in_part_is_none(tmp_path: Path) -> None:
    make_font(tmp_path / ".fonts" / "a.ttf", "FangSong_GB2312")
    whole = fonts.find(tmp_path)
    assert whole is not None
    assert whole.roles["fang"][0].path == tmp_path / ".fonts" / "a.ttf"
    cut = tmp_path / "cut" / ".fonts" / "b.ttf"
    cut.parent.mkdir(parents=True)
    data = (tmp_path / ".fonts" / "a.ttf").read_bytes()
    cut.write_bytes(data[: len(data) * 3 // 4])
    rest = fonts.find(tmp_path / "cut")
    assert rest is None or rest.roles["fang"][0].path != cut


def test_every_role_has_a_font_of_its_own_here() -> None:
    assert fonts.lacking(ROOT) == ()
    assert set(found().roles) == set(fonts.ROLES)


@pytest.mark.parametrize("role", fonts.ROLES)
def test_every_role_has_the_characters_of_names(role: str) -> None:
    assert [one for one in fonts.RARE if not found().covers(role, one)] == []


@pytest.mark.parametrize("role", fonts.ROLES)
def test_every_role_has_what_forms_are_written_with(role: str) -> None:
    assert [
        one for one in "一二三（）《》“”‘’—…·、。，：；？！〔〕①②③④⑤⑥⑦⑧⑨⑩％℃×÷±≥≤√№" if not found().covers(role, one)
    ] == []


@pytest.mark.parametrize(
    ("family", "role"),
    [
        ("仿宋_GB2312", "fang"),
        ("FangSong", "fang"),
        ("KaiTi_GB2312", "kai"),
        ("SimHei", "hei"),
        ("方正小标宋简体", "title"),
        ("SimSun", "song"),
    ],
)
def test_a_font_of_the_office_comes_before_the_free_ones(tmp_path: Path, family: str, role: str) -> None:
    make_font(tmp_path / ".fonts" / "own.ttf", family)
    free = [path for faces in found().roles.values() for path in {one.path for one in faces}]
    for path in free:
        if not (tmp_path / ".fonts" / path.name).exists():
            (tmp_path / ".fonts" / path.name).symlink_to(path)
    there = fonts.find(tmp_path)
    assert there is not None
    assert there.roles[role][0].path.name == "own.ttf"
    assert all(faces[0].path.name != "own.ttf" for name, faces in there.roles.items() if name != role)
    assert there.digest != found().digest


def test_a_newer_font_is_another_digest(tmp_path: Path) -> None:
    digests = set()
    for characters in ("永", "永和"):
        make_font(tmp_path / f"{len(characters)}.ttf", "FangSong", characters)
        digests.add(Fonts({"fang": (face(tmp_path / f"{len(characters)}.ttf", "FangSong"),)}).digest)
    assert len(digests) == 2


def test_where_a_font_stands_does_not_matter(tmp_path: Path) -> None:
    digests = set()
    for folder in ("a", "b"):
        make_font(tmp_path / "font.ttf", "FangSong")
        (tmp_path / folder).mkdir()
        data = (tmp_path / "font.ttf").read_bytes() if folder == "a" else (tmp_path / "a" / "x.ttf").read_bytes()
        (tmp_path / folder / "x.ttf").write_bytes(data)
        digests.add(Fonts({"fang": (face(tmp_path / folder / "x.ttf", "FangSong"),)}).digest)
    assert len(digests) == 1


def test_a_character_is_covered_by_the_role_or_by_what_it_falls_back_to(tmp_path: Path) -> None:
    make_font(tmp_path / "main.ttf", "FangSong", "永和")
    make_font(tmp_path / "names.ttf", "AR PL UKai", "喆")
    there = Fonts({"fang": (face(tmp_path / "main.ttf", "FangSong"), face(tmp_path / "names.ttf", "AR PL UKai"))})
    assert [there.covers("fang", one) for one in "永喆堃A"] == [True, True, False, True]


def test_missing_characters_are_named_once_in_order() -> None:
    document = replace(official(Paragraph(line("永\ue001和\ue000\ue001 \u3000\n"))), footer="\ue002\ue000")
    assert found().missing(document) == ("\ue001", "\ue000", "\ue002")


def test_without_any_font_there_is_none_and_all_are_lacking(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(fonts, "_faces", lambda _root: {})
    assert fonts.find(tmp_path) is None
    assert fonts.lacking(tmp_path) == ("仿宋", "楷体", "黑体", "小标宋", "宋体", "人名用字")


def test_another_font_stands_in_but_is_said_to(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    make_font(tmp_path / "noto.ttf", "Noto Serif CJK SC", fonts.RARE)
    there = {(family, weight): Face(family, weight, tmp_path / "noto.ttf", 0)
             for family in ("Noto Serif CJK SC", "Noto Sans CJK SC") for weight in (400, 700)}  # fmt: skip
    monkeypatch.setattr(fonts, "_faces", lambda _root: there)
    stand_ins = fonts.find(tmp_path)
    assert stand_ins is not None
    assert {role: (faces[0].family, faces[0].weight) for role, faces in stand_ins.roles.items()} == {
        "fang": ("Noto Serif CJK SC", 400),
        "kai": ("Noto Serif CJK SC", 400),
        "hei": ("Noto Sans CJK SC", 400),
        "title": ("Noto Serif CJK SC", 700),
        "song": ("Noto Serif CJK SC", 400),
    }
    assert fonts.lacking(tmp_path) == ("仿宋", "楷体", "黑体", "小标宋", "宋体")


def test_what_to_install_is_said_for_each_system() -> None:
    assert all(word in fonts.INSTALL for word in ("apt-get install", "fonts-arphic-ukai", ".fonts/", "仿宋_GB2312"))
