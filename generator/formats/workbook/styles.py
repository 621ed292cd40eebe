"""How the sheets look: calm, few colours, what is to be filled in on pale yellow."""

from __future__ import annotations

from generator.formats.workbook.plan import Style

SCREEN, PRINT, HEADING = "微软雅黑", "宋体", "黑体"
_LINE = "#BFC7D1"
_INK = "#1F2933"
_BLUE = "#1F3A5F"

_BASE: Style = {"font_name": SCREEN, "font_size": 10.5, "font_color": _INK, "valign": "vcenter", "text_wrap": True}
_LINED: Style = {**_BASE, "border": 1, "border_color": _LINE}
_CENTRED: Style = {"align": "center"}

TITLE: Style = {**_BASE, **_CENTRED, "font_size": 16, "bold": True, "font_color": _BLUE}
SUMMARY: Style = {**_LINED, "bold": True, "font_size": 11, "bg_color": "#E6EEF7", "font_color": _BLUE, "indent": 1}
HEAD: Style = {**_LINED, **_CENTRED, "bold": True, "bg_color": "#DCE5EF", "font_color": _BLUE}
NOTE: Style = {**_BASE, "font_size": 9.5, "font_color": "#5B6573"}
BAR: Style = {
    **_LINED,
    "align": "left",
    "indent": 1,
    "bold": True,
    "font_size": 11,
    "bg_color": "#E6EEF7",
    "font_color": _BLUE,
}
BAR_SUM: Style = {**BAR, **_CENTRED, "indent": 0}
INNER_BAR: Style = {**_LINED, "align": "left", "indent": 1, "bold": True, "bg_color": "#F2F6FA", "font_color": _BLUE}
INNER_BAR_SUM: Style = {**INNER_BAR, **_CENTRED, "indent": 0}
TEXT: Style = {**_LINED, "align": "left", "indent": 1}
ASK: Style = {**_LINED, "align": "left", "indent": 2}
ELEMENT: Style = {**_LINED, "align": "left", "indent": 4}
SMALL: Style = {**_LINED, "align": "left", "font_size": 9, "font_color": "#5B6573", "indent": 2}
MIDDLE: Style = {**_LINED, **_CENTRED}
ITEM: Style = {**_LINED, "align": "left", "indent": 1, "bg_color": "#F8FAFC"}
ITEM_MIDDLE: Style = {**ITEM, **_CENTRED, "indent": 0}
SAYS: Style = {**_LINED, "align": "left", "indent": 1, "font_size": 9.5}
SCORE: Style = {**_LINED, **_CENTRED, "bold": True, "bg_color": "#F8FAFC"}
RESULT: Style = {**_LINED, **_CENTRED, "bold": True, "font_size": 11}
SENTENCE: Style = {**_LINED, "align": "left", "bold": True, "indent": 1}
INPUT: Style = {**_LINED, **_CENTRED, "bg_color": "#FFF8DC", "locked": False}
WORDS: Style = {**INPUT, "align": "left", "indent": 1, "font_size": 9.5}

WAITING: Style = {"font_color": "#8A5A00"}
AMISS: Style = {"font_color": "#B42318", "bold": True}
COSTS: Style = {"font_color": "#B42318"}
DONE: Style = {"font_color": "#2E6B3E"}

# The calculation, for whoever checks it.

LABEL: Style = {"font_name": PRINT, "font_size": 9, "text_wrap": True, "valign": "top"}
LABEL_HEAD: Style = {"font_name": PRINT, "font_size": 9, "bold": True, "bg_color": "#DCE5EF", "text_wrap": True}
CAPTION: Style = {"font_name": PRINT, "font_size": 11, "bold": True}
NUMBER: Style = {"font_name": PRINT, "font_size": 9, "num_format": "0", "valign": "top"}

# The form on paper.

_PAPER: Style = {"font_name": PRINT, "font_size": 10.5, "valign": "vcenter", "text_wrap": True}
PAPER: Style = {**_PAPER, "align": "left"}
PAPER_TITLE: Style = {**_PAPER, **_CENTRED, "font_name": HEADING, "font_size": 16, "bold": True}
PAPER_SUBTITLE: Style = {**_PAPER, **_CENTRED, "font_size": 12}
PAPER_NOTE: Style = {**_PAPER, "font_size": 9, "align": "left"}
PAPER_CELL: Style = {**_PAPER, "border": 1, "border_color": "#000000"}
