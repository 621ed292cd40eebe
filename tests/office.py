"""Documents through LibreOffice without a window: many files in one process, in a profile of their own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

NAMES = ("soffice", "libreoffice")
TIMEOUT = 240.0  # seconds; a first start takes about 5, a document less than one

# What LibreOffice does with cached values on opening: 0 recalculates always. By default it trusts them.
_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
</item>
</oor:items>
"""


def find() -> Path | None:
    """The program to use: PORTAL_SOFFICE, or one on the PATH."""
    named = os.environ.get("PORTAL_SOFFICE")
    if named:
        return Path(named) if Path(named).is_file() else None
    return next((Path(found) for name in NAMES if (found := shutil.which(name))), None)


def convert(  # noqa: PLR0913 - what there is to say of a conversion
    files: Sequence[Path],
    to: str,
    out_folder: Path,
    *,
    recalculate: bool = False,
    reading: str = "",
    timeout: float = TIMEOUT,
) -> list[Path]:
    """Convert files in one process; returns what was written, in the order of ``files``.

    Args:
        files: Documents whose stems differ: the stem names the result.
        to: The ending, and a filter where need be: ``pdf``, ``xlsx``, ``csv:Text - txt - csv (StarCalc):44,34,76``.
        out_folder: Where results go; made when it is not there. Not the folder of the files if they end the same.
        recalculate: Whether every formula is computed anew on opening.
        reading: The filter to open the files with, where their ends do not say it: ``CSV:44,34,76``.
        timeout: Seconds for all files together.

    Raises:
        FileNotFoundError: No LibreOffice is there: ``tests/ensure_office.py`` installs one.
        ValueError: Two files would give the same result, or a result would replace its file.
        RuntimeError: A file was not converted, or not in time; says what LibreOffice said.
    """
    program = find()
    if program is None:
        raise FileNotFoundError("no LibreOffice: run tests/ensure_office.py")
    results = [out_folder / f"{file.stem}.{to.partition(':')[0]}" for file in files]
    if len(set(results)) < len(results) or {file.resolve() for file in files} & {file.resolve() for file in results}:
        raise ValueError("results would replace each other or their files")
    if not files:
        return []
    out_folder.mkdir(parents=True, exist_ok=True)
    for result in results:
        result.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(prefix="office-", ignore_cleanup_errors=True) as profile:
        if recalculate:
            settings = Path(profile) / "user" / "registrymodifications.xcu"
            settings.parent.mkdir()
            settings.write_text(_RECALCULATE, encoding="utf-8")
        options = [
            "--headless",
            "--norestore",
            "--nolockcheck",
            "--nologo",
            f"-env:UserInstallation={Path(profile).as_uri()}",
        ]
        options += [f"--infilter={reading}"] if reading else []
        command = [program, *options, "--convert-to", to, "--outdir", out_folder, *files]
        said = _run([str(part) for part in command], timeout)
    if lost := [file.name for file, result in zip(files, results, strict=True) if not result.is_file()]:
        raise RuntimeError(f"not converted: {', '.join(lost)}\n{said}")
    return results


def _run(command: list[str], timeout: float) -> str:
    """Run the program, which starts another one: both are in a group of their own and end together."""
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", start_new_session=True
    ) as process:
        try:
            return process.communicate(timeout=timeout)[0]
        except subprocess.TimeoutExpired as late:
            raise RuntimeError(f"LibreOffice took longer than {timeout:.0f} s") from late
        finally:
            if process.returncode is None:
                os.killpg(process.pid, signal.SIGKILL)
