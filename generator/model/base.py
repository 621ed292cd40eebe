"""The base of every content record, and the kinds of text that a record can hold.

Values arrive as strings (the loader types nothing), so every type here reads a string.
Messages are Chinese: people who write content see them in an editor and on the terminal.
"""

import calendar
import os
import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from functools import cache
from typing import Annotated, Any

from msgspec import Struct
from pydantic import BaseModel, ConfigDict, WithJsonSchema
from pydantic_core import CoreSchema, PydanticCustomError
from pydantic_core.core_schema import (
    bool_schema,
    int_schema,
    no_info_after_validator_function,
    no_info_before_validator_function,
    str_schema,
)

HYPHENATED = "[a-z0-9]+(-[a-z0-9]+)*"
"""Lower-case ASCII words joined by hyphens: what an identifier is, as a pattern to put others together from."""

SLUG = rf"^{HYPHENATED}$"
REF = rf"^{HYPHENATED}\.{HYPHENATED}$"
PERIOD = re.compile(r"^((?:19|20)[0-9]{2})(?:-([0-9]{2})(?:-([0-9]{2}))?)?$")
MOMENT = re.compile(r"^((?:199[0-9]|20[0-9]{2})-[0-9]{2}-[0-9]{2}) ([01][0-9]|2[0-3]):[0-5][0-9]$")
_LOOSE = re.compile(
    r"([12][0-9]{3})(?: ?[-./年] ?([0-9]{1,2})(?: ?[-./月] ?([0-9]{1,2}) ?日?| ?月)?|年|([0-9]{2})([0-9]{2}))?"
)
_CLOCK = re.compile(r"[ T]{0,9}([0-9]{1,2}) ?[:点时] ?(?:([0-9]{1,2})(?::[0-9]{2}|分)?)?$")
_YEAR = re.compile(r"([0-9]{4})(?:-[0-9]{2}){0,2}(?: [0-9]{2}:[0-9]{2})?")  # of what is written as a date or a time
_DAY = 2  # hyphens of a date that names the day
CONFLICT = re.compile("(?:<{7}|>{7})(?: |$)")
"""The first and the last line of what version control leaves where two changed one place."""
_GAP = re.compile(r"(?<=[\u3400-\u9fff])[^\S\n\t]+(?=[\u3400-\u9fff])")
_UNKNOWN: set[str] = set()  # which fields were written; shared, as a frozen record adds none, and a copy has its own
CHINA = timezone(timedelta(hours=8))

# Unicode's categories of controls, of format characters that reorder or hide text, of line and
# paragraph separators and of lone surrogates: an official text has no use for them.
_HIDDEN = {"Cc", "Cf", "Zl", "Zp", "Cs"}
_SYMBOL = re.compile("[\uf020-\uf0ff]")  # bullets and ticks as Word copies them: only Wingdings and its like show them


# Pydantic asks every installed package whether it changes how records are read. None has a say here, and asking all of
# them takes as long as reading an edition.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


class Record(BaseModel):
    """A frozen value that refuses keys it does not know: a typo is an error, never ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    def __getstate__(self) -> dict[Any, Any]:
        """What it says that is not usual: large portals note tens of thousands of records, to be read soon."""
        usual = _usual(type(self))
        return {name: value for name, value in self.__dict__.items() if value is not usual.get(name)}

    def __setstate__(self, state: dict[Any, Any]) -> None:
        """Have these values, and the usual ones of all other fields; which were written nobody asks any more."""
        object.__setattr__(self, "__dict__", {**_usual(type(self)), **state})
        object.__setattr__(self, "__pydantic_fields_set__", _UNKNOWN)
        object.__setattr__(self, "__pydantic_extra__", None)
        object.__setattr__(self, "__pydantic_private__", None)


@cache
def _usual(kind: type[Record]) -> dict[str, Any]:
    """Every field, in its order, with what it is where nothing is written."""
    return {name: field.default for name, field in kind.model_fields.items()}


class _Read(Struct, frozen=True):
    """How a value is read, told to pydantic in one answer.

    Validators named one by one are looked into anew for each of hundreds of fields, by every command, before it begins.
    """

    basis: Callable[[], CoreSchema]
    before: Callable[[object], object] | None = None
    after: tuple[Callable[[Any], Any], ...] = ()

    def __get_pydantic_core_schema__(self, _source: object, _handler: object) -> CoreSchema:
        """What is told: a new one each time, as pydantic adds to it."""
        schema = self.basis()
        if self.before:
            schema = no_info_before_validator_function(self.before, schema)
        for check in self.after:
            schema = no_info_after_validator_function(check, schema)
        return schema


def hidden(text: str) -> int | None:
    """Where the first character stands that nobody can see and that is no space, tab or line's end."""
    if text.isprintable():  # most are, and it is known at once
        return None
    return next((at for at, char in enumerate(text) if _is_hidden(char) and char not in "\n\t"), None)


def named(char: str) -> str:
    """What a hidden character is, in words."""
    sort = "符号字体的字符" if _SYMBOL.match(char) else "看不见的控制字符"
    return f"{sort} U+{ord(char):04X}"


def compact(text: str) -> str:
    """A text without what does not tell texts apart: white space, and the width of characters."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def closed(name: str) -> str:
    """A name without spaces between two Chinese characters: no unit's has them."""
    return _GAP.sub("", name)


def _is_hidden(char: str) -> bool:
    # The last two code points of each plane are no characters for good; XML refuses U+FFFE and U+FFFF.
    return unicodedata.category(char) in _HIDDEN or _SYMBOL.match(char) is not None or ord(char) & 0xFFFE == 0xFFFE  # noqa: PLR2004 - a bit mask


def _readable(text: str) -> str:
    if not text:
        raise PydanticCustomError("text_empty", "内容为空，请填写文字")
    if (at := hidden(text)) is not None:
        raise PydanticCustomError("text_hidden", "含有{what}，请删除后重新输入", {"what": named(text[at])})
    return text


def _one_line(text: str) -> str:
    if "\n" in text:
        raise PydanticCustomError("text_line", "这里只能写一行文字，不能换行")
    return text


def _plain(text: str) -> str:
    # The theme prints titles without escaping them, so markup is kept out at the door.
    if re.search(r"""[<>&"]""", text):
        raise PydanticCustomError("text_markup", '标题只能是普通文字，不能含有 < > & 和英文双引号 "')
    return text


Text = Annotated[str, _Read(str_schema, after=(_readable,))]
"""Readable text of one or more lines."""

Line = Annotated[str, _Read(str_schema, after=(_readable, _one_line))]
"""Readable text of one line."""

Title = Annotated[str, _Read(str_schema, after=(_readable, _one_line, _plain))]
"""One line that may stand in ``<title>`` and in the navigation: no ``< > & "``."""

_FULL_WIDTH = re.compile("[０-９Ａ-Ｚａ-ｚ＠．＿]")
# Any signs and words that notices print among numbers, but a number there must be.
PHONE = r"^(?=.*[0-9]([ -]?[0-9]){4})[0-9 +—–－()/,;（），、；：／\u4e00-\u9fff-]+$"
EMAIL = r"^[A-Za-z0-9][A-Za-z0-9._%+-]*@([A-Za-z0-9-]+\.)+[A-Za-z]{2,}$"


def _half_width(text: str) -> str:
    if found := _FULL_WIDTH.search(text):
        half = {"full": found[0], "half": unicodedata.normalize("NFKC", found[0])}
        raise PydanticCustomError("half_width", "这里有全角的“{full}”，应为半角的“{half}”", half)
    return text


def _phone(text: str) -> str:
    if not re.fullmatch(PHONE, text):
        said = "写电话号码，例如 0631-6663572；几个号码用、隔开，分机写“转”，别的话写在（）里"
        raise PydanticCustomError("phone", said)
    return text


def _email(text: str) -> str:
    if not re.fullmatch(EMAIL, text):
        raise PydanticCustomError("email", "写一个邮箱地址，例如 jiceng@example.org")
    return text


Phone = Annotated[
    str,
    _Read(str_schema, after=(_readable, _one_line, _half_width, _phone)),
    WithJsonSchema({"type": "string", "pattern": PHONE}),
]
"""Numbers of telephones as notices print them: ``0631-6663572转8001、63850305（综合部）``."""

Email = Annotated[
    str,
    _Read(str_schema, after=(_readable, _one_line, _half_width, _email)),
    WithJsonSchema({"type": "string", "pattern": EMAIL}),
]
"""One address of e-mail: pages link to it."""

Slug = Annotated[str, _Read(lambda: str_schema(pattern=SLUG, max_length=60))]
"""An identifier of a permanent address: lower-case ASCII words joined by hyphens."""

Ref = Annotated[str, _Read(lambda: str_schema(pattern=REF, max_length=121))]
"""A question of a rubric: ``<item>.<rule>``, or ``veto.<veto>``."""


def _hundredths(value: object) -> object:
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,2})?", value):
        raise PydanticCustomError("points", "应为数字，最多两位小数，例如 2 或 0.5")
    whole, _, fraction = value.partition(".")
    return int(whole) * 100 + int(fraction.ljust(2, "0"))


def _share(hundredths: int) -> int:
    if hundredths > 100 * 100:
        raise PydanticCustomError("percent", "百分比不应大于 100")
    return hundredths


_DECIMAL = {"type": "number", "minimum": 0, "maximum": 999999.99, "multipleOf": 0.01}

Points = Annotated[int, _Read(int_schema, _hundredths), WithJsonSchema(_DECIMAL)]
"""Points, written with at most two decimals, held as whole hundredths of a point."""

Percent = Annotated[int, _Read(int_schema, _hundredths, (_share,)), WithJsonSchema({**_DECIMAL, "maximum": 100})]
"""A percentage, written with at most two decimals, held as whole hundredths of a percent."""


def shown(hundredths: int) -> str:
    """Points as people write them: 450 hundredths are ``4.5``."""
    whole, rest = divmod(hundredths, 100)
    return f"{whole}.{rest:02d}".rstrip("0").rstrip(".") if rest else str(whole)


def _whole(value: object) -> object:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"0|[1-9][0-9]{0,8}", value):
        raise PydanticCustomError("whole", "应为整数，只写数字，最多 9 位，例如 12")
    return int(value)


def whole(least: int, most: int | None = None) -> _Read:
    """A whole number that is no points, digits alone as the schemas say, within what it can be."""
    return _Read(lambda: int_schema(ge=least, le=most), _whole)


Whole = Annotated[int, whole(0)]
"""A whole number that is no points: a size, a limit."""


def _yes_no(value: object) -> object:
    if isinstance(value, bool):
        return value
    if value not in _YES_NO:
        raise PydanticCustomError("yes_no", "应为 true 或 false")
    return value == "true"


_YES_NO = ("true", "false")  # and no other word, as the schemas say

YesNo = Annotated[bool, _Read(bool_schema, _yes_no)]
"""Yes or no: ``true`` or ``false``."""


def _as_period(written: object) -> str:
    """The date as it should be that is written 2026.7.2 or 2026年7月2日; empty where it is none."""
    match = _LOOSE.fullmatch(unicodedata.normalize("NFKC", written)) if isinstance(written, str) else None
    return "-".join(part.zfill(2) for part in match.groups() if part) if match else ""


def _year(value: object, first: int) -> None:
    """Say of a date that is written well that its year is none: a slip, or of no use to archives, which end at 2107."""
    match = _YEAR.fullmatch(value) if isinstance(value, str) and value.isascii() else None
    if match and not first <= int(match[1]) < 2100:  # noqa: PLR2004 - as the patterns say
        raise PydanticCustomError("year", "年份应在 {first} 至 2099 之间", {"first": first})


def _period(value: object) -> object:
    match = PERIOD.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        _year(value, 1900)
        if meant := _as_period(value):
            said = "日期用半角数字和连字符，月、日补零，应写成 {meant}"
            raise PydanticCustomError("period", said, {"meant": str(_period(meant))})
        raise PydanticCustomError("period", "日期应写成 2020、2020-08 或 2020-08-31")
    month, day = match[2], match[3]
    if month and not 1 <= int(month) <= 12:  # noqa: PLR2004 - months of a year
        raise PydanticCustomError("period", "月份应在 01 至 12 之间")
    if day and not 1 <= int(day) <= calendar.monthrange(int(match[1]), int(month))[1]:
        raise PydanticCustomError("period", "这个月没有这一天")
    return value


Period = Annotated[str, _Read(str_schema, _period), WithJsonSchema({"type": "string", "pattern": PERIOD.pattern})]
"""A year, a month or a day, as precise as the document is: ``2020``, ``2020-08``, ``2020-08-31``."""


def _day(value: object) -> object:
    if _as_period(value).count("-") != _DAY:
        raise PydanticCustomError("day", "日期应写到日，例如 2024-11-04")
    return _period(value)


Day = Annotated[
    str,
    _Read(str_schema, _day),
    WithJsonSchema({"type": "string", "pattern": r"^(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}$"}),
]
"""A day: ``2024-11-04``."""


def until(when: str) -> str:
    """A last day as a deadline; of a month or a year it is the last day of that: 2018年6月底前."""
    return f"到{period(when)}为止" if when.count("-") == _DAY else f"{period(when)}底前"


def period(when: str) -> str:
    """A date as Chinese documents write it: ``2020-08`` is 2020年8月."""
    match = PERIOD.match(when)
    if match is None:
        raise ValueError(when)
    year, month, day = match.groups()
    return f"{year}年" + (f"{int(month)}月" if month else "") + (f"{int(day)}日" if day else "")


def between(start: str | None, end: str | None, year: str = "") -> str:
    """From one date to another in as few words as are clear; ``year`` is one that goes without saying.

    >>> between("2021-04-01", "2021-09-15")
    '2021年4月1日至9月15日'
    >>> between("2021-04", "2021-09", "2021")
    '4月至9月'
    >>> between(None, "2021-09")
    '2021年9月底前'

    Raises:
        ValueError: neither is a date.

    """
    if not start:
        return until(end or "").replace(f"{year}年" if year else "", "", 1)
    first = _within(start, year)
    return f"{first}至{after(end, start)}" if end and end != start else first


def after(end: str, start: str) -> str:
    """The end of what begins with another date: without the year, where it is the same."""
    return _within(end, start[:4])


def _within(when: str, year: str) -> str:
    return period(when).removeprefix(f"{year}年") or period(when)


def days(period: Period) -> tuple[date, date]:
    """The first and the last day of a year, a month or a day.

    >>> days("2020-02")
    (datetime.date(2020, 2, 1), datetime.date(2020, 2, 29))
    """
    year, month, day = (*map(int, period.split("-")), 0, 0)[:3]
    last = month or 12
    return date(year, month or 1, day or 1), date(year, last, day or calendar.monthrange(year, last)[1])


def _as_moment(written: object) -> str:
    """The minute as it should be that is written 2026/7/2 9:00 or 2026年7月2日9时; an example where it is none."""
    plain = unicodedata.normalize("NFKC", written) if isinstance(written, str) else ""
    match = _CLOCK.search(plain)
    day = _as_period(plain[: match.start()] if match else plain)
    hour, minute = (match[1], match[2] or "0") if match else ("9", "30")
    moment = f"{day} {hour.zfill(2)}:{minute.zfill(2)}"
    return moment if MOMENT.fullmatch(moment) else "2026-11-21 09:30"


def _moment(value: object) -> object:
    match = MOMENT.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        _year(value, 1990)
        raise PydanticCustomError("moment", "时间应写到分，例如 {meant}", {"meant": _as_moment(value)})
    _period(match[1])
    return value


Moment = Annotated[str, _Read(str_schema, _moment), WithJsonSchema({"type": "string", "pattern": MOMENT.pattern})]
"""A minute, as the meta tags of public institutions' sites write it: ``2026-11-21 09:30``."""


def instant(moment: Moment) -> datetime:
    """A minute on China's clock.

    >>> instant("2026-11-21 09:30").isoformat()
    '2026-11-21T09:30:00+08:00'
    """
    return datetime.strptime(moment, "%Y-%m-%d %H:%M").replace(tzinfo=CHINA)
