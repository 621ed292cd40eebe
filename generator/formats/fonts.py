"""Which font files a document is set in: the office's own where they are installed, else Debian's free ones.

The five roles are those of GB/T 9704. Families stand in order of preference: what an office PC has, then the free
Fandol. Fandol and 仿宋_GB2312 know the characters of GB 2312 only, so every role ends with fonts for names.
"""

from __future__ import annotations

import hashlib
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from msgspec import Struct

from generator import lazily
from generator.documents.blocks import Document, texts

ttlib: Any = lazily.module("fontTools.ttLib")
typst: Any = lazily.module("typst")

FOLDER = ".fonts"
"""Where a portal keeps fonts of its own, below its root."""

ROLES: dict[str, tuple[str, tuple[str, ...]]] = {
    "fang": (
        "仿宋",
        ("仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong", "STFangsong", "华文仿宋", "FandolFang R"),
    ),
    "kai": ("楷体", ("楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi", "STKaiti", "华文楷体", "FandolKai")),
    "hei": ("黑体", ("黑体", "SimHei", "STHeiti", "华文黑体", "FandolHei")),
    "title": (
        "小标宋",
        ("方正小标宋简体", "FZXiaoBiaoSong-B05S", "STZhongsong", "华文中宋", "FandolSong"),
    ),
    "song": ("宋体", ("宋体", "SimSun", "STSong", "华文宋体", "FandolSong")),
}
"""The families of each role, as they name themselves, and what the role is called."""

_NAMES = ("AR PL UKai", "KaiTi", "楷体", "FangSong", "仿宋", "SimSun", "宋体", "Noto Serif CJK SC", "Noto Sans CJK SC")
"""For characters of names that GB 2312 does not have; set in 楷体 they look at home beside 仿宋."""

_STAND_INS = {"hei": "Noto Sans CJK SC"}
_STAND_IN = "Noto Serif CJK SC"
"""What a role is set in where none of its own fonts is found."""

_BOLD = {"FandolSong", "Noto Serif CJK SC"}
"""Families whose bold face takes the place of 小标宋."""

_WANTED = frozenset([*(family for _, families in ROLES.values() for family in families), *_NAMES])

INSTALL = (
    "Debian、Ubuntu：运行 portal fonts（联网即可，不用管理员权限），"
    "或 apt-get install texlive-lang-chinese fonts-arphic-ukai；"
    "其他系统：把仿宋_GB2312、楷体_GB2312、黑体、宋体、方正小标宋简体和楷体（KaiTi，字数多，用于人名）的字体文件"
    f"复制到门户的 {FOLDER}/ 文件夹。"
)
"""What to do where a font is missing."""

RARE = "喆堃玥珺瑢晞璟翀祎垚昇"
"""Characters of people's names beyond GB 2312, met in real lists."""

_PRINTED = "第页共演示数据—0123456789"  # what the writer itself puts on a page


class Face(Struct, frozen=True):
    """One face of a font file."""

    family: str
    weight: int
    path: Path
    index: int

    @property
    def characters(self) -> frozenset[int]:
        """The code points that it has glyphs for."""
        return _characters(self.path, self.index)


class Fonts(Struct, frozen=True, dict=True):
    """The faces of each role, in the order in which they are asked for a character."""

    roles: dict[str, tuple[Face, ...]]

    @cached_property
    def folders(self) -> tuple[Path, ...]:
        """Where the files are."""
        return tuple(sorted({face.path.parent for faces in self.roles.values() for face in faces}))

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the roles and the files: other fonts, other documents."""
        total = hashlib.sha256()
        for role, faces in sorted(self.roles.items()):
            for face in faces:
                total.update(f"{role} {face.family} {face.weight} {face.index} {_digest(face.path)}\n".encode())
        return total.hexdigest()

    def covers(self, role: str, character: str) -> bool:
        """Whether a role has a glyph for the character; every one has those of ASCII."""
        return character.isascii() or any(ord(character) in face.characters for face in self.roles[role])

    def missing(self, document: Document) -> tuple[str, ...]:
        """The characters of a document that some role has no glyph for, each once, in order."""
        said = "".join((*texts(document), document.footer, _PRINTED))
        return tuple(
            character
            for character in dict.fromkeys(said)
            if not character.isspace() and not all(self.covers(role, character) for role in self.roles)
        )


def find(root: Path) -> Fonts | None:
    """The fonts of the portal's own folder and of the system; none where a role has nothing to be set in."""
    found = _faces(root)
    names = tuple(found[family, 400] for family in _NAMES if (family, 400) in found)
    roles = {}
    for role, (_, families) in ROLES.items():
        for family in (*families, _STAND_INS.get(role, _STAND_IN)):
            weight = 700 if role == "title" and family in _BOLD else 400
            if (family, weight) in found:
                face = found[family, weight]
                roles[role] = (face, *(one for one in names if one.family != family))
                break
    return Fonts(roles) if len(roles) == len(ROLES) else None


def lacking(root: Path) -> tuple[str, ...]:
    """What no font of its own is found for, though another one may stand in: roles, and characters of names."""
    families = {family for family, _ in _faces(root)}
    roles = [name for name, wanted in ROLES.values() if families.isdisjoint(wanted)]
    found = find(root)
    names = found and all(found.covers(role, one) for role in ROLES for one in RARE)
    return (*roles, *(() if names else ("人名用字",)))


def _faces(root: Path) -> dict[tuple[str, int], Face]:
    """Every face by family and weight: those of the portal's own folder before the system's."""
    own = [str(root / FOLDER)] if (root / FOLDER).is_dir() else []
    found: dict[tuple[str, int], Face] = {}
    for system in (False, True):
        listed = typst.Fonts(
            include_system_fonts=system, include_embedded_fonts=False, font_paths=[] if system else own
        )
        for info in listed.fonts():
            wanted = info.family in _WANTED and (info.family, info.weight) not in found
            if info.path and info.style == "normal" and wanted and _whole(Path(info.path), info.index):
                found[info.family, info.weight] = Face(info.family, info.weight, Path(info.path), info.index)
    return found


@cache
def _whole(path: Path, index: int) -> bool:
    """Whether a file holds all that it says it does: one that was copied in part is no font."""
    try:
        with ttlib.TTFont(path, fontNumber=index, lazy=True) as font:
            size = path.stat().st_size
            return all(table.offset + table.length <= size for table in font.reader.tables.values())
    except (ttlib.TTLibError, OSError):
        return False


@cache
def _characters(path: Path, index: int) -> frozenset[int]:
    with ttlib.TTFont(path, fontNumber=index, lazy=True) as font:
        return frozenset(font.getBestCmap())


@cache
def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
