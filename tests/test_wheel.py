"""The wheel brings all that a portal elsewhere needs."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package as the wheel installs it, away from the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site-packages")
    return folder / "site-packages"


def portal(installed: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the installed command; the checkout is not on the path."""
    program = "import sys, generator.cli as c; sys.stderr.write(c.__file__); c.main()"
    environment = {**os.environ, "PYTHONPATH": str(installed), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-P", "-c", program, *arguments]
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)


def test_init_and_build_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    started = portal(installed, "init", "my-portal", cwd=tmp_path)
    assert started.returncode == 0, started.stderr
    assert str(installed) in started.stderr
    built = portal(installed, "build", cwd=tmp_path / "my-portal")
    assert built.returncode == 0, built.stderr
    page = (tmp_path / "my-portal/public/demo/2026/score/union/index.html").read_text("utf-8")
    assert "演示数据" in page
    assert (tmp_path / "my-portal/public/assets/portal/base.css").is_file()
    assert (tmp_path / "my-portal/schemas/rubric.json").is_file()
