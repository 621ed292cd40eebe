"""The workbook of a rubric: it asks, it counts as people type, and it prints as the form.

``write`` gives a workbook for Excel 2007 and later, WPS and LibreOffice with four sheets:

- 作答: what is filled in, unlocked, with what it comes to;
- 打分表: the form as it is printed, its scores as formulas;
- 计算 (hidden): the calculation, to be looked at by anybody;
- ``portal`` (hidden): where every input stands, for whoever reads a workbook back.

All is locked but the inputs, without a password. The sheet ``portal`` has a row of headings, then in column A a key,
in B a type and in C the cell of the sheet 作答:

    rubric, digest, engine                 what they are, in B; no cell
    unit                                   words
    answer:<ref>                           yesno, number, points, words or option
    answer:<ref>.part, answer:<ref>.whole  number, the two of a share
    answer:<ref>/<element>                 yesno, whether the element is there
    reading:<ref>                          yesno, whether it is taken otherwise
    assessed:<item>.points, .met, .reason  points, yesno, words
    evidence:<item>                        words
    option:<ref>/<option>                  the label in B, which stands in the cell of answer:<ref>; no cell
    anchor                                 the text in B, which stands in the cell while no row or column was moved

A yesno is the text 是 or 否; a number is a whole number, a share's part and whole are two; points are a number of at
most two decimals; words and labels are texts (a spreadsheet may make a number of a label of digits). What else
stands in a cell is no answer: the formulas count it as missing and whoever reads the workbook leaves it out and says
so. In particular, a text in a cell for numbers or points is no number. Numbers have fifteen digits.
"""

from generator.formats.workbook.book import write

__all__ = ["write"]
