"""``portal fonts``: Debian's free fonts into the portal's own ``.fonts/``, where no fitting ones are found.

Needs apt and dpkg, but no root: packages are downloaded and unpacked, not installed.
"""

from __future__ import annotations

import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

from generator.formats import fonts

_PACKAGES = {
    "texlive-lang-chinese": (
        "FandolFang-Regular.otf",
        "FandolKai-Regular.otf",
        "FandolHei-Regular.otf",
        "FandolSong-Regular.otf",
        "FandolSong-Bold.otf",
    ),
    "fonts-arphic-ukai": ("ukai.ttc",),
}
"""The files taken from each package: Fandol, the free 仿宋 楷体 黑体 宋体, and a 楷体 with characters of names."""

_QUICK = ("-qq", "-o", "Acquire::Retries=2", "-o", "Acquire::http::Timeout=30")


class FontsMissingError(Exception):
    """Fonts are missing still; ``str()`` says which, why, and what people have to do."""

    def __init__(self, root: Path, why: str) -> None:
        """At ``root``, because of ``why``, a sentence or nothing."""
        outcome = "先用其他字体代替。" if fonts.find(root) else "没有字体，不生成 PDF，其余照常生成。"
        super().__init__(f"缺少字体：{'、'.join(fonts.lacking(root))}。{why}{fonts.INSTALL}{outcome}")


def fetch(root: Path) -> str:
    """Fetch what is missing into ``<root>/.fonts/``; in one sentence, what was done.

    Raises:
        FontsMissingError: when fonts are missing still; says which, why, and what people have to do.

    """
    if not fonts.lacking(root):
        return "字体齐全。"
    apt, dpkg = shutil.which("apt-get"), shutil.which("dpkg-deb")
    if not apt or not dpkg:
        raise FontsMissingError(root, "")
    folder = root / fonts.FOLDER
    try:
        # apt works in this folder and is told of others by its path: a relative one would lead elsewhere.
        with tempfile.TemporaryDirectory(prefix=f"{fonts.FOLDER}-", dir=root.resolve()) as work:
            _download(apt, Path(work))
            for archive in sorted(Path(work).glob("*.deb")):
                for file in _unpacked(dpkg, archive, Path(work)):
                    folder.mkdir(exist_ok=True)
                    file.replace(folder / file.name)
    except (OSError, subprocess.CalledProcessError, tarfile.TarError) as error:
        said = (getattr(error, "stderr", "") or str(error)).strip().splitlines()
        raise FontsMissingError(root, f"下载没有成功（{said[-1] if said else type(error).__name__}）。") from error
    if fonts.lacking(root):
        raise FontsMissingError(root, "下载的软件包里没有这些字体。")
    return f"字体已放进 {folder}。"


def _download(apt: str, work: Path) -> None:
    """The packages into ``work``; where the machine has no package lists, with lists of its own there."""
    download = ("download", *_PACKAGES)
    try:
        _run(apt, *_QUICK, *download, work=work)
    except subprocess.CalledProcessError:
        own = ("-o", f"Dir::State={work}/state", "-o", f"Dir::Cache={work}/cache")
        for part in ("state/lists/partial", "cache/archives/partial"):
            (work / part).mkdir(parents=True)
        _run(apt, *_QUICK, *own, "-o", "APT::Update::Error-Mode=any", "update", work=work)
        _run(apt, *_QUICK, *own, *download, work=work)


def _unpacked(dpkg: str, archive: Path, work: Path) -> Iterator[Path]:
    """The wanted font files of a package, written into ``work``."""
    wanted = _PACKAGES[archive.name.partition("_")[0]]
    command = [dpkg, "--fsys-tarfile", str(archive)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:  # noqa: S603 - found on the PATH
        with tarfile.open(fileobj=process.stdout, mode="r|") as contents:
            for member in contents:
                name = Path(member.name).name
                if name in wanted and (data := contents.extractfile(member)):
                    with (work / name).open("wb") as file:
                        shutil.copyfileobj(data, file)
                    yield work / name
        if process.stdout:
            process.stdout.read()


def _run(*command: str, work: Path) -> None:
    subprocess.run(command, cwd=work, check=True, capture_output=True, text=True, errors="replace")  # noqa: S603 - found on the PATH
