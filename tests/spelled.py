"""Numbers as documents write them, written here by other rules than those that read them."""

from __future__ import annotations

DIGITS = "〇一二三四五六七八九"


def spelled(number: int) -> str:
    """A number from 1 to 99 as it is read aloud: 十, 二十一."""
    tens, ones = divmod(number, 10)
    return f"{DIGITS[tens] if tens > 1 else ''}{'十' if tens else ''}{DIGITS[ones] if ones else ''}"


def full_width(halves: int) -> str:
    """Half points in full-width digits: ０．５."""
    return arabic(halves).translate(str.maketrans("0123456789.", "０１２３４５６７８９．"))


def arabic(halves: int) -> str:
    """Half points in digits: 0.5."""
    return f"{halves / 2:g}"


def chinese(halves: int) -> str:
    """Half points in words: 半, 十二点五."""
    whole, half = divmod(halves, 2)
    return "半" if halves == 1 else f"{spelled(whole)}{'点五' * half}"


WAYS = (arabic, full_width, chinese)
