"""Ways to spoil the files of a portal, as clerks, editors, office programs, disks and attackers do.

Each takes a source of randomness and what it spoils, and says in a word what it did. ``spoil`` draws some of them.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import Any

import yaml

FOLDERS = ("content", "rubrics")
PIECES = (
    *("\0", "\ufeff", "\u2028", "\u0085", "\u202e", "\u200b", "\u00a0", "\t", "\r", "\n", "\n\n", "\x1b[2J", "\ufffe"),
    *(": ", "- ", "#", " #", "&a ", "*a", "!!python/object:os.system ", "!!int ", "<<: *a"), *"{}[]%@",
    *("`", "|", ">", "? ", "---\n", "...\n", "''", '"', "'", '"\\U99999999"', '"\\ud800"', "%YAML 9999.1\n", ",", ";"),
    *("<b>", "&#x3c;", "![](x)", "[a](javascript:1)", "{#x}", "{: #x }", "{: onclick=x }", "[^1]", "*" * 30, "`" * 9),
    *("𠮷", "👨‍👩‍👧", "e\u0301", "\U0010fffd", "٣", "２", "Ⅳ", "²", "㊿"),
)  # fmt: skip
VALUES = (
    *("", "~", "null", "true", "no", "0", "-1", "00", "1e400", ".inf", ".nan", "0x10", "0o17", "1_000", "12:30:45"),
    *("9" * 400, "1." + "9" * 50, "３", "²", "-0", "1.005", "999999.99", "1000000", "2147483648", "1e3", "+5", " 7 "),
    *("2026-13-40", "0000-00-00", "9999-12-31", "1000-01-01", "2026-2-3", "2026-02-30", "2026", "2026-02", "2026年"),
    *("２０２６-01-01", "2026-11-03 09:00", "2026-11-03 25:61", "2999-12-31 23:59", "20261103", "0001-01-01"),
    *("[]", "{}", "[[]]", "{a: {b: c}}", "[a, b]", "a", "a" * 61, "A", "../x", "con", "nul", "x" * 5000, "字" * 3000),
    *("demo", "2026", "2028", "union", "checks", "model-home", "0001", "0009", "decision", "2028/review", "x.y", "x/y"),
)  # fmt: skip
_NAMES = ("CON.yml", "aux.md", "x y.yml", "é.yml", "a" * 200 + ".yml", "..yml", "-.yml", "x.yaml", "x.YML", "通知.md")
_CODECS = ("utf-16", "utf-16-le", "utf-32", "gb18030", "big5", "utf-7", "utf-8-sig")


def files(root: Path) -> list[Path]:
    """The files of a portal, sorted."""
    return sorted(path for name in FOLDERS for path in (root / name).rglob("*") if path.is_file())


def spoil(rng: Random, root: Path) -> list[str]:
    """Spoil a portal in one place or in a few; what was done, for a report."""
    done = []
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        path = rng.choice(files(root))
        kinds: list[Callable[[Random, Path], str]] = [_of_text, _of_lines, _of_lines, _of_bytes]
        kinds += {".yml": [_of_data] * 5, ".csv": [_of_cells] * 4, ".md": [_of_markdown] * 2}.get(path.suffix, [])
        kind = rng.choice([*kinds, _of_files])
        done.append(f"{path.relative_to(root)}: {kind(rng, path)}")
        if not files(root):
            break
    return done


def _of_bytes(rng: Random, path: Path) -> str:  # noqa: C901 - a case for each way
    data = bytearray(path.read_bytes())
    at, to = sorted((rng.randrange(len(data) + 1), rng.randrange(len(data) + 1)))
    kind = rng.choice(("truncate", "cut", "swap", "flip", "invalid", "nul", "mark", "encode", "crlf", "cr", "twice"))
    match kind:
        case "truncate":
            del data[at:]
        case "cut":
            del data[at : min(to, at + 40)]
        case "swap" if at < to < len(data):
            data[at], data[to] = data[to], data[at]
        case "flip" if at < len(data):
            data[at] ^= 1 << rng.randrange(8)
        case "invalid":
            data[at:at] = rng.choice((b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\xe4\xb8", b"\xf5\x80\x80\x80"))
        case "nul":
            data[at:at] = b"\0" * rng.choice((1, 4096))
        case "mark":
            data[:0] = b"\xef\xbb\xbf" * rng.choice((1, 2))
        case "encode":
            codec = rng.choice(_CODECS)
            data = bytearray(data.decode().encode(codec, "replace")) if _is_text(data) else data
            kind = codec
        case "crlf" | "cr":
            data = data.replace(b"\n", b"\r\n" if kind == "crlf" else b"\r")
        case "twice":
            data *= 2
    path.write_bytes(data)
    return f"{kind} at {at}"


def _is_text(data: bytearray) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _read(path: Path) -> str:
    return path.read_text("utf-8", errors="surrogateescape")


def _write(path: Path, text: str) -> None:
    path.write_text(text, "utf-8", errors="surrogateescape", newline="")


def _of_text(rng: Random, path: Path) -> str:
    text = _read(path)
    at = rng.randrange(len(text) + 1)
    piece = rng.choice(PIECES) * rng.choice((1, 1, 1, 3, 60, 3000))
    if path.suffix == ".md" and len(piece) > 100_000:
        piece = piece[:100_000]
    _write(path, text[:at] + piece + text[at:])
    return f"{piece[:12]!r} ({len(piece)}) at {at}"


def _of_lines(rng: Random, path: Path) -> str:
    lines = _read(path).split("\n")
    at, to = rng.randrange(len(lines)), rng.randrange(len(lines))
    kind = rng.choice(("delete", "duplicate", "move", "swap", "join", "indent", "dedent", "block", "repeat"))
    match kind:
        case "delete":
            del lines[at]
        case "duplicate":
            lines.insert(at, lines[at])
        case "move":
            lines.insert(to, lines.pop(at))
        case "swap":
            lines[at], lines[to] = lines[to], lines[at]
        case "join":
            lines[at : at + 2] = ["".join(lines[at : at + 2])]
        case "indent":
            lines[at] = rng.choice((" ", "  ", "\t", " " * 80)) + lines[at]
        case "dedent":
            lines[at] = lines[at][rng.choice((1, 2)) :]
        case "block":
            del lines[min(at, to) : max(at, to)]
        case "repeat":
            lines[at:at] = [lines[at]] * rng.choice((50, 5000))
    _write(path, "\n".join(lines))
    return f"{kind} line {at + 1} ({to + 1})"


def _of_data(rng: Random, path: Path) -> str:  # noqa: C901 - a case for each way
    """Spoil what a YAML file says and leave it a YAML file, so that the checks behind the parser are reached."""
    try:
        data = yaml.load(_read(path), Loader=yaml.BaseLoader)  # noqa: S506 - strings only
    except (yaml.YAMLError, ValueError):
        return _of_text(rng, path)
    places = list(_places(data))
    if not places:
        return _of_text(rng, path)
    holder, key = rng.choice(places)
    other, name = rng.choice(places)
    kind = rng.choice(("value", "value", "value", "delete", "copy", "swap", "wrap", "strange", "deep", "double", "say"))
    match kind:
        case "value":
            holder[key] = rng.choice(VALUES)
        case "delete":
            del holder[key]
        case "copy":
            holder[key] = deepcopy(other[name])
        case "swap":
            holder[key], other[name] = deepcopy(other[name]), deepcopy(holder[key])
        case "wrap":
            holder[key] = rng.choice(([holder[key]], {"kind": holder[key]}, {str(key): holder[key]}, [], {}))
        case "strange" if isinstance(holder, dict):
            holder[rng.choice(("kind", "id", "rubrics", "unknown", "ID", "rules", "quote", ""))] = holder.pop(key)
        case "deep":
            for _ in range(rng.choice((5, 60, 300))):
                holder[key] = [holder[key]]
        case "double" if isinstance(holder, list):
            holder.insert(key, deepcopy(holder[key]))
        case "say" if isinstance(holder[key], str):
            words = holder[key]
            at = rng.randrange(len(words) + 1)
            holder[key] = words[:at] + rng.choice(PIECES) + words[at:]
    _write(path, yaml.safe_dump(data, allow_unicode=True, sort_keys=False))
    return f"{kind} {key!r}"


def _places(data: Any) -> list[tuple[Any, Any]]:  # noqa: ANN401 - whatever YAML holds
    """Every mapping and list with each of its keys."""
    found: list[tuple[Any, Any]] = []
    pending = [data]
    while pending:
        at = pending.pop()
        if isinstance(at, (dict, list)):
            keys = list(at) if isinstance(at, dict) else range(len(at))
            found += [(at, key) for key in keys]
            pending += [at[key] for key in keys]
    return found


def _of_cells(rng: Random, path: Path) -> str:  # noqa: C901 - a case for each way
    rows = [line.split(",") for line in _read(path).split("\n")]
    row, other = rng.choice(rows), rng.choice(rows)
    at, to = rng.randrange(len(row)), rng.randrange(len(other))
    kind = rng.choice(("value", "value", "quote", "more", "fewer", "swap", "column", "formula", "semicolons", "long"))
    match kind:
        case "value":
            row[at] = rng.choice(VALUES)
        case "quote":
            row[at] = rng.choice(('"', '""', '"""', 'a"b', '"a"b', '"a\nb"', '"a,b"', "'a'", '"\r\n"'))
        case "more":
            row.insert(at, rng.choice(VALUES))
        case "fewer":
            del row[at]
        case "swap":
            row[at], other[to] = other[to], row[at]
        case "column":
            for one in rows:
                del one[at : at + 1]
        case "formula":
            row[at] = rng.choice("=+-@＝＋－＠") + "cmd|' /C calc'!A0"
        case "semicolons":
            rows = [[";".join(one)] for one in rows]
        case "long":
            row[at] = "长" * rng.choice((1001, 200_000))
    _write(path, "\n".join(",".join(one) for one in rows))
    return f"{kind} in cell {at + 1}"


_MARKDOWN = (
    *("<https://a>", "# x", "## x"),
    *("### x {#x}", "## x {#X!}", "## {#y}", "###### x", "x\n===", "> ## x {#q}", "- - - a", "***"),
    *("> " * 25 + "x", "- " * 40 + "x", "[" * 60, "(" * 60, "a" * 30_000, "[x]: y", "[x][y]", "[a](b 'c')"),
    *("|a|b|\n|-|-|\n|1|", "|a|\n|:-:|\n|b|", "|" * 500, "{#x}", "{: #objects }", "{: .a style=b }"),
    *("    code", "```\nx"),
    *("[a](notice/#nowhere)", "[a](../../x)", "[a](//b)", "[a](faq/)", "1. a\n1. b", "a  \nb"),
    *("&copy;", "\\", "a\\", "![x"),
)  # fmt: skip


def _of_markdown(rng: Random, path: Path) -> str:
    lines = _read(path).split("\n")
    at, said = rng.randrange(len(lines) + 1), rng.choice(_MARKDOWN)
    around = rng.choice(([said], ["", said, ""]))
    lines[at:at] = around
    _write(path, "\n".join(lines))
    return f"{said[:20]!r} before line {at + 1}"


def _of_files(rng: Random, path: Path) -> str:  # noqa: C901 - a case for each way
    everything = [one for one in sorted(path.parent.iterdir()) if one.is_file()]
    kind = rng.choice(
        ("delete", "empty", "blank", "rename", "folder", "link", "loop", "pipe", "swap", "copy", "above", "case")
    )
    match kind:
        case "delete":
            path.unlink()
        case "empty":
            path.write_bytes(b"")
        case "blank":
            path.write_bytes(b"\n \n\t\n")
        case "rename":
            path.rename(path.with_name(rng.choice(_NAMES)))
        case "folder":
            path.unlink()
            (path / "x.yml").mkdir(parents=True)
        case "link" | "loop":
            path.unlink()
            path.symlink_to("/etc/passwd" if kind == "link" else path.name)
        case "pipe":
            path.unlink()
            os.mkfifo(path)
        case "swap" | "copy":
            other = rng.choice(everything or [path])
            mine, its = path.read_bytes(), other.read_bytes()
            path.write_bytes(its)
            if kind == "swap":
                other.write_bytes(mine)
        case "above":
            folder = path.parent
            shutil.rmtree(folder)
            rng.choice((folder.mkdir, folder.touch, lambda: None))()
        case "case":
            path.rename(path.with_name(path.name.swapcase()))
    return kind
