"""The manifest of a release: the SHA-256 of every file, as one canonical text whose own digest names the release."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from generator.problems import Problem, ProblemsFoundError, reason
from generator.publish import disk, site

DIGEST = re.compile(r"[0-9a-f]{64}")
_EMPTY = hashlib.sha256().hexdigest()
_NEVER_EMPTY = (".html", ".pdf", ".docx", ".xlsx", ".zip")
_LINE = re.compile(r"([0-9a-f]{64})  ([^/\\\x00-\x1f\x7f]+(?:/[^/\\\x00-\x1f\x7f]+)*)")


class Manifest(Struct, frozen=True, dict=True):
    """What a release holds: ``files`` is each address with the SHA-256 of its bytes, hexadecimal."""

    files: Mapping[str, str]

    @cached_property
    def text(self) -> bytes:
        """The file as ``sha256sum`` writes it, a line for each file, sorted: equal sites have equal texts."""
        return "".join(f"{digest}  {path}\n" for path, digest in sorted(self.files.items())).encode()

    @cached_property
    def digest(self) -> str:
        """The name of the release."""
        return hashlib.sha256(self.text).hexdigest()


def of(folder: Path, *, workers: int = disk.WORKERS) -> Manifest:
    """The manifest of a finished site.

    Pages and documents that are empty are refused: they are what a loss of power leaves.

    Raises:
        ProblemsFoundError: it cannot be published, or read.

    """
    addresses = site.paths(folder)
    try:
        digests = list(disk.each(lambda path: disk.digest(folder / path), addresses, workers))
    except OSError as error:
        said = f"读不出来（{reason(error)}）。"
        raise ProblemsFoundError([Problem(error.filename or str(folder), 1, 1, "PUB001", said)]) from error
    files = dict(zip(addresses, digests, strict=True))
    empty = [path for path, digest in files.items() if digest == _EMPTY and path.endswith(_NEVER_EMPTY)]
    if empty:
        said = "这是空文件：多半是生成的时候断了电。运行 portal build --anew，全部重新生成。"
        raise ProblemsFoundError(Problem(str(folder / path), 1, 1, "PUB002", said) for path in empty[: site.SHOWN])
    return Manifest(files)


def read(data: bytes) -> Manifest:
    """The manifest that this is the text of. No path in it leads out of its folder.

    Raises:
        ValueError: it is not exactly what ``text`` gives.

    """
    files = {}
    for line in data.decode().splitlines():
        match = _LINE.fullmatch(line)
        if match is None or not {".", ".."}.isdisjoint(match[2].split("/")):
            raise ValueError(line)
        files[match[2]] = match[1]
    found = Manifest(files)
    if not files or found.text != data:
        raise ValueError("not canonical")
    return found
