"""A finished site as a ZIP that is unpacked anywhere, on a USB stick say, and opened without a server.

All of it stands in one folder, named by the release: unpacked beside an earlier one it mixes with nothing. Names are
ASCII, since the Explorer of Windows 7 reads no others in a ZIP; only the guide's is Chinese, and it opens whatever it
is called there.
"""

from __future__ import annotations

import hashlib
import os
import re
import zipfile
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from generator.problems import Problem, ProblemsFoundError
from generator.publish import disk, manifest, offline

GUIDE = "使用说明.txt"
"""What to do first; beside index.html."""

LONGEST = 235
"""Characters of a name in the ZIP: Windows takes 259 for a whole path, and the site has to lie somewhere."""

_LONG = 140  # beyond it the desktop of someone with a long name is too deep
_PAGEFIND = "search/pagefind/"
# What only servers read, and what no browser loads from a folder on disk.
_LEFT_OUT = re.compile(rf"404\.html$|sitemap\.xml$|CNAME$|\.nojekyll$|{re.escape(_PAGEFIND)}")
_UNFIT = re.compile(r'(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?$|.*[<>:"|?*]|.*[. ]$')
_FOLDER = "portal-"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the day of every file: the same site gives the same bytes
_LEVEL = 6
_SHOWN = 20
_PACKED = "这个网页还在压缩包里：请先把压缩包全部解压，再打开解压出来的 index.html。"


class Archived(Struct, frozen=True):
    """The ZIP that was written. ``folder`` is the one in it; ``searchable`` whether search works without a server."""

    out: Path
    folder: str
    digest: str
    files: int
    size: int
    searchable: bool
    deep: bool

    def lines(self) -> list[str]:
        """What it did, for people."""
        size = f"{self.size / 1e6:.1f}"
        said = [f"已写成 {self.out}：{self.files} 个文件，{size} MB，版本 {self.digest[:12]}。"]
        said.append(f"用的时候先解压，再打开文件夹 {self.folder} 里的 index.html。")
        if not self.searchable:
            said.append("网站较大，用的是 Pagefind：离线时不能搜索，网页上会请人用网站地图。")
        if self.deep:
            said.append("有的文件路径较长：在 Windows 上请解压到 D:\\ 这样的根目录下。")
        return said


def write(site: Path, out: Path) -> Archived:
    """Write the finished site in the folder ``site`` to the ZIP ``out``, whole or not at all.

    Raises:
        ProblemsFoundError: when there is no finished site or it changes meanwhile, when Windows could not unpack it,
            or the file cannot be written, is not called .zip, or is there and nothing that was written here.

    """
    if out.suffix.lower() != ".zip" or out.is_dir() or out.resolve().is_relative_to(site.resolve()):
        said = "压缩包要写成网站文件夹以外的一个 .zip 文件。"
        raise ProblemsFoundError([Problem(str(out), 1, 1, "PUB030", said)])
    if out.exists() and not (out.is_file() and _ours(out)):  # pipes and devices never end
        said = "已经有这个文件，它不是 portal publish 写的压缩包，没有覆盖。"
        raise ProblemsFoundError([Problem(str(out), 1, 1, "PUB032", said)])
    listed = manifest.of(site)
    taken = {path: digest for path, digest in sorted(listed.files.items()) if not _LEFT_OUT.match(path)}
    folder = f"{_FOLDER}{listed.digest[:8]}"
    _check(site, folder, taken)
    searchable = not any(path.startswith(_PAGEFIND) for path in listed.files)
    half = out.with_name(f".{out.name}.{os.getpid()}")  # renamed when it is whole: a full disk leaves no half file
    with disk.reported(out):
        try:
            with zipfile.ZipFile(half, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as file:
                title, told = _fill(file, folder, site, taken)
                guide = _guide(title, folder, listed.digest, told, searchable=searchable)
                _add(file, f"{folder}/{GUIDE}", guide)
            with half.open("rb+") as written:
                os.fsync(written.fileno())
            half.replace(out)
            disk.sync(out.parent)
        finally:
            with suppress(OSError):
                half.unlink(missing_ok=True)
        size = out.stat().st_size
    deep = max(map(len, taken)) + len(folder) + 1 > _LONG
    return Archived(out, folder, listed.digest, len(taken) + 1, size, searchable, deep)


def _ours(out: Path) -> bool:
    """Whether a file was written here: a ZIP that holds one folder, called as here, the guide last in it."""
    try:
        with zipfile.ZipFile(out) as file:
            names = file.namelist()
    except (OSError, ValueError, zipfile.BadZipFile):
        return False
    folders = {name.partition("/")[0] for name in names}
    return len(folders) == 1 and folders.pop().startswith(_FOLDER) and names[-1].endswith(f"/{GUIDE}")


def _check(site: Path, folder: str, paths: Collection[str]) -> None:
    """Refuse what Windows cannot unpack.

    Raises:
        ProblemsFoundError: when a name is kept for a device, too long, or differs from another only by its case.

    """
    problems = []
    same: dict[str, str] = {}
    for path in paths:
        said = ""
        if len(f"{folder}/{path}") > LONGEST:
            said = f"路径有 {len(folder) + 1 + len(path)} 个字，超过 {LONGEST} 个字。"
        elif any(_UNFIT.match(part) for part in path.split("/")):
            said = "路径里有 Windows 不能用的名称。"
        elif same.setdefault(path.lower(), path) != path:
            said = f"与 {same[path.lower()]} 只差大小写。"
        if said:
            problems.append(Problem(str(site / path), 1, 1, "PUB031", said))
    if problems:
        raise ProblemsFoundError(problems[:_SHOWN])


def _fill(file: zipfile.ZipFile, folder: str, site: Path, taken: dict[str, str]) -> tuple[str, set[str]]:
    """Put the files in; the title of the home page, and what its pages say of themselves.

    Raises:
        ProblemsFoundError: when a file is not what it was when the manifest was made.

    """
    title, told = "", set[str]()
    for path, digest in taken.items():
        data = (site / path).read_bytes()
        if hashlib.sha256(data).hexdigest() != digest:
            raise ProblemsFoundError([Problem(str(site / path), 1, 1, "PUB027", "文件在打包的时候改动了。")])
        if path.endswith(".html"):
            page = offline.page(data, path, taken, _PACKED if path == offline.INDEX else "")
            title = page.title if path == offline.INDEX else title
            told |= page.told
            data = page.data
        _add(file, f"{folder}/{path}", data)
    return title, told


def _add(file: zipfile.ZipFile, name: str, data: bytes) -> None:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.create_system = 3  # the same on every system; by 0 Unix takes names for those of old DOS
    info.external_attr = 0o644 << 16
    file.writestr(info, data, zipfile.ZIP_DEFLATED, _LEVEL)


def _guide(title: str, folder: str, digest: str, told: Collection[str], *, searchable: bool) -> bytes:
    """The guide, as Notepad reads it."""
    can = "查阅通知、标准和名单，自评计分，填表，" + ("站内搜索，" if searchable else "") + "都不用上网。"
    lines = [
        title,
        "",
        *(line for name, note in offline.TOLD.items() if name in told for line in (note, "")),
        "一、先解压，再打开",
        "",
        "1. 右键点压缩包，选“全部解压缩”（或用 WPS、7-Zip 等软件解压）。",
        r"   解压到 U 盘、桌面或 D:\ 都可以，不要放进很多层的文件夹：路径太长，Windows 打不开。",
        f"2. 打开解压出来的文件夹 {folder}，双击 index.html（有的电脑上只显示 index）。",
        "",
        "不要在压缩包里直接打开网页：那样没有样式，链接也打不开。",
        "",
        "二、能用什么",
        "",
        can,
        *([] if searchable else ["网站较大，站内搜索要连到网站才能用；离线时请用“网站地图”查找。"]),
        "请用 Edge、Chrome，或 360、QQ 等浏览器的极速模式；IE 浏览器里不能计分和查询。",
        "自评的答案只留在这台电脑的浏览器里；换电脑以前，请点“保存自评结果”存成文件。",
        "",
        "三、这是哪一个版本",
        "",
        f"版本号：{digest}",
        "这是打包那时的网站。以后公布的内容和更正，以网站上的为准。",
    ]
    return "".join(f"{line}\r\n" for line in lines).encode("utf-8-sig", "replace")
