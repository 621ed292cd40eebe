"""Where a text would not be printed as it is written: all words of an official document, each in its line."""

from __future__ import annotations

import html as entities
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from generator.check.converter import Surplus
from generator.check.markdown_lint import find, locate
from generator.problems import Problem

_COMPARED = re.compile(r"^[ \t>]*(>)[=＝]?[0-9]", re.MULTILINE)
_ENDS_IN_HASH = re.compile(r"^[ \t]*#{1,6}[^\n]*?[^\s#\\](#+)[ \t]*(?:\{[^{}\n]*\}[ \t]*)?$", re.MULTILINE)
_REFERENCE = re.compile(
    r"^[ \t>]*(\[[^\[\]\n]+\]:)[ \t]*\n?[ \t>]*<?(?:[A-Za-z][A-Za-z0-9+.-]*:|&#|#|[A-Za-z0-9_./-]+/)", re.MULTILINE
)

# What begins a line that nobody means to stand in the midst of a paragraph: two full-width spaces, a list, a number,
# whom to ask; below the end of a sentence anything, as Word's paragraphs are pasted, but where a quotation stands.
_BEGINS = (
    r"\u3000{2,}|[-*+] |[0-9０-９]{1,9}(?:[、)）]|[.．](?![0-9０-９]))|[一二三四五六七八九十]{1,3}、|[①-⑳]"
    r"|(?:联系人|(?:联系)?电话|传真|(?:电子)?邮箱|(?:通[信讯])?地址|邮编|邮政编码|受理部门|网址)[：:]"
    r"|(?:(?<=[。；：！？;:]\n)|(?<=[。；：！？][”’）]\n))(?=[^\s<&—{｛=])"
)
_PARTS = re.compile(r" +|.")
_RUN_ON = re.compile(rf"(?:(?<=[^\s>、，,])|(?<=</a>)|(?<=</strong>))\n *({_BEGINS})([^<&\n]{{0,8}})")
# Cells as they are pasted from Word or Excel; what a number or a mark stands before is no cell.
_MARKED = re.compile(r"[ \t\u3000>]*(?:(?:[-*+]|[（(]?[0-9０-９一二三四五六七八九十]{1,9}[)）、.．])[ \t]+)?")
_HEAD = re.compile(r"[>\n] *+(\|?+(?: *+:?+-++:?+ *+\|)++(?: *+:?+-++:?+)?+) *+(?=[\n<])")
_QUOTED = "大于号写 ＞，或写成 \\>；引用的，> 后面空一格。"
_LINK = "链接写成 [文字](地址)；是文字的，写成 \\[。"
_CELLS = "写成表格：每行以 | 开头、| 结尾，各格之间写 |，第一行下面加一行"
_APART = "另起一行的，上面空一行；列表上面也空一行，列表里的下一层缩进 4 格；不另起的，接在上一行末尾。"


def lint(path: str, text: str, html: str, surplus: Iterable[Surplus]) -> Iterator[Problem]:
    """Every such place, of a text and of the HTML that was made of it."""
    seen = Counter[str]()
    for row, cells, columns in surplus:
        where = find(text, [r"[ \t]+".join(map(re.escape, row.split()))], seen[row])
        seen[row] += 1
        said = f"这一行有 {cells} 格，表头只有 {columns} 格，多出的格子不会登出来。"
        yield Problem(path, *where, "TXT009", said, "补足表头的格数，或删去多出的竖线；竖线是文字的，写成 \\|。")
    for found in _COMPARED.finditer(text):
        said = "行首的 > 会排成引用，不登出来。"
        yield Problem(path, *locate(text, found.start(1)), "TXT009", said, _QUOTED)
    for found in _ENDS_IN_HASH.finditer(text):
        said = f"标题末尾的“{found[1]}”不会登出来。"
        yield Problem(path, *locate(text, found.start(1)), "TXT009", said, "原文有这个符号的，写成 \\#；没有的删去。")
    for nth, _ in enumerate(re.finditer('<a href=""', html)):
        where = find(text, [r"\]\(\s*(?:<\s*>\s*)?\)", r"\]\("], nth)
        yield Problem(path, *where, "TXT002", "链接没有写地址。")
    for found in _REFERENCE.finditer(text):
        said = f"“{found[1]}”这样写的链接不起作用，会原样登出来。"
        yield Problem(path, *locate(text, found.start(1)), "TXT009", said, _LINK)
    for found in _RUN_ON.finditer(html):
        begins = entities.unescape(f"{found[1]}{found[2]}").rstrip()
        written = "".join("[ \\t]+" if part[0] == " " else rf"\\?{re.escape(part)}" for part in _PARTS.findall(begins))
        where = find(text, [rf"(?<=\S\n)[ \t>]*{written}", written], seen[begins])
        seen[begins] += 1
        yield Problem(path, *where, "TXT009", f"“{begins.strip()}”会接在上一行后面，排成一段。", _APART)
    for at, first in _pasted(text):
        said = f"“{first[0]}”起的几行用制表符隔开，不会排成表格，会接成一段。"
        yield Problem(path, at, 1, "TXT009", said, f"{_CELLS}“|{' --- |' * len(first)}”，上面空一行。")
    for found in _HEAD.finditer(html):
        row = re.escape(found[1])
        at = found.start()
        line = html[max(html.rfind("\n", 0, at), html.rfind(">", 0, at)) + 1 : at]  # above it, but for tags
        above = re.escape(entities.unescape(line).rstrip())
        rows = [*re.finditer(rf"{above}[ \t]*\n[ \t>]*({row})", text)] or [*re.finditer(f"({row})", text)]
        where = locate(text, rows[min(seen[above + row], len(rows) - 1)].start(1)) if rows else (1, 1)
        seen[above + row] += 1
        said = f"“{found[1]}”没有排成表格，会原样登出来。"
        remedy = "表格上面空一行，表头与这一行的格数相同，下面至少一行。"
        yield Problem(path, *where, "TXT009", said, remedy)


def _pasted(text: str) -> Iterator[tuple[int, list[str]]]:
    """Where two lines or more begin that tabs part into cells, and the cells of the first."""
    rows = [_MARKED.sub("", line, count=1).split("\t") if "\t" in line else [] for line in text.split("\n")]
    cells = [[cell for one in row if (cell := one.strip())] for row in rows]
    known = ["|" not in "".join(row) and len(row) > 1 for row in cells]
    for at, row in enumerate(cells[:-1]):
        if known[at] and known[at + 1] and not (at and known[at - 1]):
            yield at + 1, row
