"""``portal fonts``: with an apt that hands out small packages, without one, and where the network is down."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator import cli, fetch_fonts
from generator.formats import fonts

pytestmark = pytest.mark.skipif(os.name != "posix", reason="apt is there on Debian and its kin only")

# Writes "packages" whose only content is a tar; notes each call in calls.txt beside itself.
APT = """#!{python}
import io, pathlib, sys, tarfile
arguments = sys.argv[1:]
home = pathlib.Path(__file__).parent
with (home / "calls.txt").open("a") as calls:
    calls.write(" ".join(arguments) + "\\n")
own = any(one.startswith("Dir::State=") for one in arguments)
if (home / "down").exists() or ((home / "no-lists").exists() and not own):
    sys.exit("E: Unable to locate package")
if own:
    state = next(one.partition("=")[2] for one in arguments if one.startswith("Dir::State="))
    if not pathlib.Path(state, "lists", "partial").is_dir():
        sys.exit("E: Acquire: List directory is missing")
if "download" in arguments:
    for name, files in {packages!r}.items():
        with tarfile.open(name + "_1_all.deb", "w") as tar:
            for file in (*files, "FandolBraille-Regular.otf", "../../escape.otf"):
                member = tarfile.TarInfo("./usr/share/fonts/" + file)
                member.size = 4
                tar.addfile(member, io.BytesIO(b"font"))
"""
DPKG = """#!{python}
import shutil, sys
with open(sys.argv[2], "rb") as file:
    shutil.copyfileobj(file, sys.stdout.buffer)
"""
WANTED = {"FandolFang-Regular.otf", "FandolKai-Regular.otf", "FandolHei-Regular.otf", "FandolSong-Regular.otf"}


@pytest.fixture
def bin_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder on the PATH; and no font but what is fetched."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    there = [fonts.FOLDER, "ukai.ttc"]
    monkeypatch.setattr(fonts, "lacking", lambda root: () if root.joinpath(*there).is_file() else ("仿宋", "楷体"))
    monkeypatch.setattr(fonts, "find", lambda _root: None)
    return folder


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "portal"
    folder.mkdir()
    return folder


def install(folder: Path) -> None:
    packages = {name: list(files) for name, files in fetch_fonts._PACKAGES.items()}  # noqa: SLF001 - the same list
    for name, text in (("apt-get", APT), ("dpkg-deb", DPKG)):
        (folder / name).write_text(text.format(python=sys.executable, packages=packages), "utf-8")
        (folder / name).chmod(0o755)


def calls(folder: Path) -> list[str]:
    path = folder / "calls.txt"
    return path.read_text("utf-8").splitlines() if path.exists() else []


def test_fonts_are_fetched_once(bin_folder: Path, root: Path) -> None:
    install(bin_folder)
    assert "字体已放进" in fetch_fonts.fetch(root)
    kept = {path.name for path in (root / fonts.FOLDER).iterdir()}
    assert kept == {*WANTED, "FandolSong-Bold.otf", "ukai.ttc"}
    assert [path.name for path in root.iterdir()] == [fonts.FOLDER], "nothing else is left"
    assert len(calls(bin_folder)) == 1
    assert fetch_fonts.fetch(root) == "字体齐全。"
    assert len(calls(bin_folder)) == 1


def test_without_package_lists_it_has_its_own(bin_folder: Path, root: Path) -> None:
    install(bin_folder)
    (bin_folder / "no-lists").touch()
    assert "字体已放进" in fetch_fonts.fetch(root)
    first, update, download = calls(bin_folder)
    assert "Dir::State" not in first
    assert update.endswith(" update")
    assert all("Dir::State=" in one and "Dir::Cache=" in one for one in (update, download))


def test_the_portal_may_be_the_folder_that_people_are_in(
    bin_folder: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(bin_folder)
    (bin_folder / "no-lists").touch()
    monkeypatch.chdir(root)
    assert fetch_fonts.fetch(Path()) == f"字体已放进 {fonts.FOLDER}。"


def test_without_apt_it_says_what_to_install(bin_folder: Path, root: Path) -> None:
    assert bin_folder.is_dir()
    with pytest.raises(fetch_fonts.FontsMissingError) as missing:
        fetch_fonts.fetch(root)
    assert str(missing.value) == f"缺少字体：仿宋、楷体。{fonts.INSTALL}没有字体，不生成 PDF，其余照常生成。"
    assert list(root.iterdir()) == []


def test_without_network_it_says_so_and_leaves_nothing(bin_folder: Path, root: Path) -> None:
    install(bin_folder)
    (bin_folder / "down").touch()
    result = CliRunner().invoke(cli.main, ["fonts", "--root", str(root)])
    assert result.exit_code == 1
    assert "下载没有成功（E: Unable to locate package）" in result.output
    assert fonts.INSTALL in result.output
    assert list(root.iterdir()) == []


def test_what_apt_says_in_another_encoding_is_said_as_far_as_it_can_be_read(bin_folder: Path, root: Path) -> None:
    install(bin_folder)
    (bin_folder / "apt-get").write_text("#!/bin/sh\nprintf 'E: \\261\\311 404' >&2\nexit 100\n", "utf-8")
    with pytest.raises(fetch_fonts.FontsMissingError, match=r"下载没有成功（E: .* 404）"):
        fetch_fonts.fetch(root)
