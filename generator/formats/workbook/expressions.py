"""Formulas as small trees that render to a spreadsheet's text and have a value in Python.

One tree is both: so every formula is written with its true value, and all of them can be proved against the
engine without a spreadsheet. Functions are those that Excel 2007 and WPS know. States are numbers, ``YES``,
``NO`` and ``OPEN``; points are whole hundredths; truth values stand in conditions only and are never in a cell.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from msgspec import Struct

Value = int | float | str | bool | None
"""What a cell holds; ``None`` is a blank one."""

Address = Callable[[str], str]
"""Where a named cell stands, as a formula writes it."""

YES, NO, OPEN = 1, 0, -1


class Expr:
    """Part of a formula; arithmetic makes larger ones."""

    def __add__(self, other: Expr | int) -> Expr:
        """The sum."""
        return _operation("+", self, other)

    def __sub__(self, other: Expr | int) -> Expr:
        """The difference."""
        return _operation("-", self, other)

    def __mul__(self, other: Expr | int) -> Expr:
        """The product."""
        return _operation("*", self, other)

    def __truediv__(self, other: Expr | int) -> Expr:
        """The quotient."""
        return _operation("/", self, other)

    def __and__(self, other: Expr | int | str) -> Expr:
        """Both as text, one after the other."""
        return join(self, other)

    def __lt__(self, other: Expr | int) -> Expr:
        """Whether it is less."""
        return _operation("<", self, other)

    def __le__(self, other: Expr | float) -> Expr:
        """Whether it is at most the other."""
        return _operation("<=", self, other)

    def __gt__(self, other: Expr | int) -> Expr:
        """Whether it is more."""
        return _operation(">", self, other)

    def __ge__(self, other: Expr | float) -> Expr:
        """Whether it is at least the other."""
        return _operation(">=", self, other)

    def equals(self, other: Expr | float | str) -> Expr:
        """Whether both are the same; two texts are the same whatever the case of their letters."""
        return _operation("=", self, other)

    def differs(self, other: Expr | float | str) -> Expr:
        """Whether the two are not the same."""
        return _operation("<>", self, other)


class Const(Expr, Struct, frozen=True):
    """A number, a text, or (in conditions, folded away before anything is written) a truth value."""

    value: int | float | str | bool


NONE = Const(0)
"""Nothing, and a no."""


class Cell(Expr, Struct, frozen=True):
    """A cell by its name."""

    name: str


class Operation(Expr, Struct, frozen=True):
    """Two things joined by a sign."""

    sign: str
    left: Expr
    right: Expr


class Call(Expr, Struct, frozen=True):
    """A function and what it is given."""

    name: str
    args: tuple[Expr, ...]


def expr(value: Expr | float | str) -> Expr:
    """A constant as an expression."""
    return value if isinstance(value, Expr) else Const(value)


# What formulas are made of. Constants are folded away: what is known now need not be computed in a cell.


def _operation(sign: str, left: Expr | float | str, right: Expr | float | str) -> Expr:
    one, other = expr(left), expr(right)
    if isinstance(one, Const) and isinstance(other, Const) and sign != "/":
        return Const(_SIGNS[sign](one.value, other.value))
    if (sign == "+" and _is(one, 0)) or (sign == "*" and _is(one, 1)):
        return other
    if (sign in "+-" and _is(other, 0)) or (sign in "*/" and _is(other, 1)):
        return one
    return Operation(sign, one, other)


def _is(part: Expr, value: int) -> bool:
    return isinstance(part, Const) and type(part.value) is int and part.value == value


def either(condition: Expr, then: Expr | float | str, other: Expr | float | str) -> Expr:
    """``IF``."""
    yes, no = expr(then), expr(other)
    if isinstance(condition, Const):
        return yes if condition.value else no
    return yes if yes == no else Call("IF", (condition, yes, no))


def both(*conditions: Expr) -> Expr:
    """``AND``."""
    return _junction("AND", conditions, absorbing=False)


def any_of(*conditions: Expr) -> Expr:
    """``OR``."""
    return _junction("OR", conditions, absorbing=True)


def _junction(name: str, conditions: tuple[Expr, ...], *, absorbing: bool) -> Expr:
    left = [each for each in dict.fromkeys(conditions) if each != Const(not absorbing)]
    if Const(absorbing) in left:
        return Const(absorbing)
    if len(left) < 2:  # noqa: PLR2004 - one condition needs no function
        return left[0] if left else Const(not absorbing)
    return Call(name, tuple(left))


def negated(condition: Expr) -> Expr:
    """``NOT``."""
    return Const(not condition.value) if isinstance(condition, Const) else call("NOT", condition)


def call(name: str, *args: Expr | float | str) -> Expr:
    """A function of the sheet."""
    return Call(name, tuple(map(expr, args)))


def least(*values: Expr | int) -> Expr:
    """``MIN``."""
    return _extreme("MIN", min, values)


def most(*values: Expr | int) -> Expr:
    """``MAX``."""
    return _extreme("MAX", max, values)


def _extreme(name: str, pick: Callable[[list[int]], int], values: tuple[Expr | int, ...]) -> Expr:
    parts = list(dict.fromkeys(map(expr, values)))
    known = [int(each.value) for each in parts if isinstance(each, Const)]
    rest = [each for each in parts if not isinstance(each, Const)]
    parts = [*rest, *([Const(pick(known))] if known else [])]
    return parts[0] if len(parts) == 1 else Call(name, tuple(parts))


_MANY = 30
"""Excel 2003 stops at 30 arguments, later ones at 255; a sum of sums never comes near either."""


def total(parts: list[Expr]) -> Expr:
    """``SUM``; nothing adds up to 0."""
    known = sum(int(each.value) for each in parts if isinstance(each, Const))
    rest = [each for each in parts if not isinstance(each, Const)]
    if len(rest) > _MANY:
        rest = [total(rest[at : at + _MANY]) for at in range(0, len(rest), _MANY)]
    return rest[0] + known if len(rest) == 1 else Call("SUM", tuple(rest)) + known if rest else Const(known)


def floor(value: Expr) -> Expr:
    """``INT``."""
    return call("INT", value)


def join(*parts: Expr | float | str) -> Expr:
    """Texts and numbers as one text; neighbouring constants become one."""
    found: list[Expr] = []
    for each in map(expr, parts):
        if isinstance(each, Const) and found and isinstance(found[-1], Const):
            found[-1] = Const(_text(found[-1].value) + _text(each.value))
        elif each != Const(""):
            found.append(each)
    if not found:
        return Const("")
    if len(found) == 1:
        return Const(_text(found[0].value)) if isinstance(found[0], Const) else Operation("&", found[0], Const(""))
    whole = found[0]
    for each in found[1:]:
        whole = Operation("&", whole, each)
    return whole


def flag(condition: Expr) -> Expr:
    """1 where a condition holds, else 0."""
    return either(condition, 1, 0)


def every(states: list[Expr]) -> Expr:
    """No if one is no, yes if all are, else open."""
    return least_state(states, NO, OPEN) if states else Const(YES)


def least_state(states: list[Expr], first: int, second: int) -> Expr:
    """The first of two states if any has it, else the second, else the third there is."""
    rest = ({YES, NO, OPEN} - {first, second}).pop()
    lowest = any_of(*(state.equals(first) for state in states))
    middle = any_of(*(state.equals(second) for state in states))
    return either(lowest, first, either(middle, second, rest))


# To text.

_RANK = {"=": 0, "<>": 0, "<": 0, "<=": 0, ">": 0, ">=": 0, "&": 1, "+": 2, "-": 2, "*": 3, "/": 3}


def render(part: Expr, address: Address) -> str:
    """The formula without its sign of equality."""
    match part:
        case Const(bool() as value):
            return "TRUE" if value else "FALSE"
        case Const(str() as value):
            return _quoted(value)
        case Const(value):
            return _text(value)
        case Cell(name):
            return address(name)
        case Call(name, args):
            return f"{name}({','.join(render(each, address) for each in args)})"
        case Operation(sign, left, right):
            one = _inner(left, _RANK[sign], address)
            return one + sign + _inner(right, _RANK[sign] + 1, address)
    raise TypeError(part)


_LONGEST = 120
"""Excel takes texts of 255 characters in a formula, and a quotation mark in one counts twice."""


def _quoted(text: str) -> str:
    parts = [text[at : at + _LONGEST] for at in range(0, len(text), _LONGEST)] or [""]
    said = "&".join('"' + part.replace('"', '""') + '"' for part in parts)
    return said if len(parts) == 1 else f"({said})"


def _inner(part: Expr, rank: int, address: Address) -> str:
    text = render(part, address)
    negative = isinstance(part, Const) and isinstance(part.value, int | float) and part.value < 0
    low = isinstance(part, Operation) and _RANK[part.sign] < rank
    return f"({text})" if low or negative else text


def cells(part: Expr) -> set[str]:
    """The names of all cells that a formula looks at."""
    match part:
        case Cell(name):
            return {name}
        case Operation(_, left, right):
            return cells(left) | cells(right)
        case Call(_, args):
            return set().union(*map(cells, args))
        case _:
            return set()


# To values.


class Values:
    """The value of every named cell, given what stands in the inputs; each is computed once."""

    def __init__(self, formulas: Mapping[str, Expr], inputs: Mapping[str, Value]) -> None:
        """The values of formulas over what was filled in."""
        self._formulas = formulas
        self._found: dict[str, Value] = dict(inputs)

    def __getitem__(self, name: str) -> Value:
        """The value of a cell; one that is no formula and was not filled in is blank."""
        if name not in self._found:
            formula = self._formulas.get(name)
            self._found[name] = None if formula is None else self.of(formula)
        return self._found[name]

    def of(self, part: Expr) -> Value:
        """The value of a formula."""
        match part:
            case Const(value):
                return value
            case Cell(name):
                return self[name]
            case Operation(sign, left, right):
                return _SIGNS[sign](self.of(left), self.of(right))
            case Call("IF", (condition, then, other)):
                return self.of(then) if self.of(condition) else self.of(other)
            case Call(name, args):
                return _FUNCTIONS[name](*map(self.of, args))
        raise TypeError(part)


def _number(value: Value) -> int | float:
    # Formulas ask whether something is a number before they count with it.
    return value if isinstance(value, int | float) else 0


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.15g}"
    return str(value)


def _same(one: Value, other: Value) -> bool:
    if isinstance(one, str) or isinstance(other, str):
        return _text(one).casefold() == _text(other).casefold() and (one is None or type(one) is type(other))
    # Spreadsheets compare fifteen digits.
    return math.isclose(_number(one), _number(other), rel_tol=4e-15)


_SIGNS: dict[str, Callable[[Value, Value], int | float | str | bool]] = {
    "+": lambda a, b: _number(a) + _number(b),
    "-": lambda a, b: _number(a) - _number(b),
    "*": lambda a, b: _number(a) * _number(b),
    "/": lambda a, b: _number(a) / _number(b),
    "=": _same,
    "<>": lambda a, b: not _same(a, b),
    "<": lambda a, b: _number(a) < _number(b),
    "<=": lambda a, b: _number(a) <= _number(b),
    ">": lambda a, b: _number(a) > _number(b),
    ">=": lambda a, b: _number(a) >= _number(b),
    "&": lambda a, b: _text(a) + _text(b),
}

_FUNCTIONS: dict[str, Callable[..., Value]] = {
    "AND": lambda *found: all(found),
    "OR": lambda *found: any(found),
    "NOT": lambda found: not found,
    "MIN": lambda *found: min(map(_number, found)),
    "MAX": lambda *found: max(map(_number, found)),
    "SUM": lambda *found: sum(map(_number, found)),
    "INT": lambda found: math.floor(_number(found)),
    "MOD": lambda one, other: _number(one) % _number(other),
    "ROUND": lambda found, digits: math.floor(_number(found) * 10**digits + 0.5) / 10**digits,
    "ABS": lambda found: abs(_number(found)),
    "LEN": lambda found: len(_text(found)),
    "EXACT": lambda one, other: _text(one) == _text(other),
    "ISBLANK": lambda found: found is None,
    "ISTEXT": lambda found: isinstance(found, str),
    "ISLOGICAL": lambda found: isinstance(found, bool),
    "ISNUMBER": lambda found: isinstance(found, int | float) and not isinstance(found, bool),
}
