"""One ZIP of everything that an edition prints, with the names that people know the papers by."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterable
from pathlib import PurePosixPath

from msgspec import Struct

from generator.render.output import Kept, OutputFile, Planned

_EPOCH = "1980-01-01"  # the day of what has none: the same files give the same bytes
DATA = "开放数据"
_UNFIT = str.maketrans(dict.fromkeys('<>:"/\\|?*', "_") | {"\n": ""})
_LONGEST = 80  # of a name, in characters: Windows takes 260 for the whole path


class Entry(Struct, frozen=True):
    """A file of the bundle; ``title`` is its name there, less the number before and the suffix behind."""

    title: str
    files: tuple[Kept | OutputFile, ...]


def bundle(path: str, entries: Iterable[Entry], data: Iterable[Kept | OutputFile] = (), day: str = "") -> Planned:
    """The bundle as it is kept at ``path``: ``01 名称.pdf``, ``01 名称.docx``, ``02 …``, and ``开放数据/``.

    ``day`` is what its files are dated by: ``2026-11-21``.
    """
    named: list[tuple[str, Kept | OutputFile]] = [
        (f"{number:02d} {_fit(entry.title)}{PurePosixPath(kept.path).suffix}", kept)
        for number, entry in enumerate(entries, 1)
        for kept in entry.files
    ]
    named += [(f"{DATA}/{PurePosixPath(one.path).name}", one) for one in data]
    decided = [day, *(f"{name}\0{_digest(one)}" for name, one in named)]
    return Planned(path, hashlib.sha256("\0".join(decided).encode()).hexdigest(), lambda: _zipped(named, day))


def _digest(file: Kept | OutputFile) -> str:
    return file.digest if isinstance(file, Kept) else hashlib.sha256(file.data).hexdigest()


def _fit(title: str) -> str:
    return title.translate(_UNFIT)[:_LONGEST].strip()


def _zipped(named: list[tuple[str, Kept | OutputFile]], day: str) -> bytes:
    made = io.BytesIO()
    year, month, date = (int(part) for part in (day or _EPOCH).split("-"))
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, one in named:
            info = zipfile.ZipInfo(name, (year, month, date, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3  # the same on every system; by 0 Unix takes names for those of old DOS
            info.external_attr = 0o644 << 16
            file.writestr(info, one.source.read_bytes() if isinstance(one, Kept) else one.data)
    return made.getvalue()
