"""Numbers and dates as documents write them: in Arabic or in Chinese numerals."""

from __future__ import annotations

_ZEROS = "〇零○◯OoＯｏ"  # 二〇二四 is typed with whatever is round
_SPOKEN = "零一二三四五六七八九"
_DIGITS = {char: at for at, char in enumerate(_SPOKEN)} | dict.fromkeys(f"0{_ZEROS}", 0) | {"两": 2}
_HUNDRED = 100
_UNITS = {"十": 10, "百": 100, "千": 1000}
_NUMERAL = f"{_ZEROS}一二三四五六七八九十"
_FIRST = rf"(?<![0-9{_NUMERAL}])"

YEAR = rf"{_FIRST}(?:[12][0-9]{{3}}|[一二][0{_ZEROS}一二三四五六七八九]{{3}})"
"""What stands before 年 in a date: four digits, as 三年 is none. The text is without white space (``plain.squash``)."""
MONTH = rf"{_FIRST}(?:[0-9]{{1,2}}|[{_NUMERAL}]{{1,2}})"
"""What stands before 月 in a date."""
DAY = rf"{_FIRST}(?:[0-9]{{1,2}}|[{_NUMERAL}]{{1,3}})"
"""What stands before 日 in a date."""


def chinese(number: int) -> str:
    """A whole number in Chinese numerals as it is said; in Arabic ones beyond 99, and where it is none.

    >>> [chinese(number) for number in (5, 10, 18, 20, 31, 100)]
    ['五', '十', '十八', '二十', '三十一', '100']
    """
    if not 0 < number < _HUNDRED:
        return str(number)
    tens, ones = divmod(number, 10)
    return f"{_SPOKEN[tens] if tens > 1 else ''}{'十' if tens else ''}{_SPOKEN[ones] if ones else ''}"


def value(numeral: str) -> int:
    """A whole number in Arabic or Chinese numerals.

    >>> value("120"), value("一百二十"), value("一百零五"), value("十二"), value("二〇")
    (120, 120, 105, 12, 20)
    """
    if numeral.isdigit() and numeral.isascii():
        return int(numeral)
    if not set(numeral) & _UNITS.keys():
        return int("".join(str(_DIGITS[char]) for char in numeral))
    total, digit, unit = 0, 0, 1
    for char in numeral:
        if char in _UNITS:
            unit = _UNITS[char]
            total += (digit or 1) * unit
            digit, unit = 0, unit // 10
        else:
            digit, unit = _DIGITS[char], 1 if not _DIGITS[char] else unit
    return total + digit * max(unit, 1)
