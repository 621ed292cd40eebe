"""One ZIP of everything that an edition prints, with the names that people know the papers by."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from generator.render.output import Kept, Planned

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same files give the same bytes
_UNFIT = str.maketrans(dict.fromkeys('<>:"/\\|?*', "_") | {"\n": ""})
_LONGEST = 80  # of a name, in characters: Windows takes 260 for the whole path


@dataclass(frozen=True)
class Entry:
    """A file of the bundle; ``title`` is its name there, less the number before and the suffix behind."""

    title: str
    files: tuple[Kept, ...]


def bundle(path: str, entries: Iterable[Entry]) -> Planned:
    """The bundle as it is kept at ``path``: ``01 名称.pdf``, ``01 名称.docx``, ``02 …``."""
    named = [
        (f"{number:02d} {_fit(entry.title)}{PurePosixPath(kept.path).suffix}", kept)
        for number, entry in enumerate(entries, 1)
        for kept in entry.files
    ]
    digest = hashlib.sha256("\0".join(f"{name}\0{kept.digest}" for name, kept in named).encode()).hexdigest()
    return Planned(path, digest, lambda: _zipped(named))


def _fit(title: str) -> str:
    return title.translate(_UNFIT)[:_LONGEST].strip()


def _zipped(named: list[tuple[str, Kept]]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, kept in named:
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0  # the same on every system
            file.writestr(info, kept.source.read_bytes())
    return made.getvalue()
