"""The formula language of scoring rules (PI-40), evaluated with exact fractions.

Written from the grammar of the language alone, to be compared with the product. A text is parsed into nested closures
that take a function from a variable's name to its value. Values are Fraction, str and bool; nothing converts.

    evaluate("steps(done / due, > 90%: 2, >= 70%: 1, else: 0)", {"done": Fraction(27), "due": Fraction(30)})  ->  1
"""

from __future__ import annotations

import math
import re
import unicodedata
from fractions import Fraction
from typing import Callable, Mapping

Value = Fraction | str | bool
Lookup = Callable[[str], Value]
Part = Callable[[Lookup], Value]


class FormulaFault(Exception):
    """The text is no formula, or kinds do not fit."""


class DivisionByZero(FormulaFault):
    """A divisor is 0; a leaf's `zero` decides."""


class MissingVariable(FormulaFault):
    """A variable that the taken branch needs has no value."""


TOKEN = re.compile(
    r"""(?P<space>[ \t\r\n]+)
      | (?P<number>[0-9]+(?:\.[0-9]+)?)
      | (?P<text>'[^'\r\n]*'|"[^"\r\n]*")
      | (?P<name>[A-Za-z_][A-Za-z_0-9]*)
      | (?P<sign><=|>=|!=|[-−+*×/<>=≤≥≠(),:%])""",
    re.VERBOSE,
)
SPELLINGS = {"−": "-", "×": "*", "≤": "<=", "≥": ">=", "≠": "!="}
BOUNDS = {"<", "<=", ">", ">="}
COMPARISONS = BOUNDS | {"=", "!="}
RESERVED = {"and", "or", "not", "true", "false", "else"}


def tokens(source: str) -> list[tuple[str, str]]:
    found, at = [], 0
    while at < len(source):
        match = TOKEN.match(source, at)
        if not match:
            raise FormulaFault(f"unexpected {source[at]!r} at {at + 1}")
        at = match.end()
        kind = match.lastgroup
        if kind == "space":
            continue
        text = match.group()
        found.append((kind, SPELLINGS.get(text, text)))
        # `max(x, 0,5)` would read as three values.
        if kind == "number" and re.match(r",[0-9]", source[at:]):
            raise FormulaFault(f"comma between figures at {at + 1}")
    return found + [("end", "")]


def compare(sign: str, one: Value, other: Value) -> bool:
    if type(one) is not type(other):
        raise FormulaFault(f"{sign} compares two kinds")
    if isinstance(one, str):
        one, other = unicodedata.normalize("NFC", one), unicodedata.normalize("NFC", other)
    if sign == "=":
        return one == other
    if sign == "!=":
        return one != other
    number(one)
    return {"<": one < other, "<=": one <= other, ">": one > other, ">=": one >= other}[sign]


def number(value: Value) -> Fraction:
    if not isinstance(value, Fraction):
        raise FormulaFault("a number is needed")
    return value


def truth(value: Value) -> bool:
    if not isinstance(value, bool):
        raise FormulaFault("a condition is needed")
    return value


def round_away(value: Fraction, digits: int) -> Fraction:
    """Halves away from zero, as `round` of the language does."""
    scale = 10**digits
    size = math.floor(abs(value) * scale + Fraction(1, 2))
    return Fraction(size if value >= 0 else -size, scale)


class Parser:
    def __init__(self, source: str):
        self.tokens = tokens(source)
        self.at = 0

    # Reading ------------------------------------------------------------------------------------------------------

    def peek(self) -> tuple[str, str]:
        return self.tokens[self.at]

    def take(self) -> tuple[str, str]:
        self.at += 1
        return self.tokens[self.at - 1]

    def accept(self, *texts: str) -> str | None:
        kind, text = self.peek()
        if kind in ("sign", "name") and text in texts:
            self.at += 1
            return text
        return None

    def expect(self, text: str) -> None:
        if not self.accept(text):
            raise FormulaFault(f"{text!r} is missing before {self.peek()[1]!r}")

    # Grammar ------------------------------------------------------------------------------------------------------

    def formula(self) -> Part:
        part = self.any()
        if self.peek()[0] != "end":
            raise FormulaFault(f"unexpected {self.peek()[1]!r}")
        return part

    def any(self) -> Part:
        parts = [self.all()]
        while self.accept("or"):
            parts.append(self.all())
        return parts[0] if len(parts) == 1 else lambda look: any(truth(part(look)) for part in parts)

    def all(self) -> Part:
        parts = [self.negation()]
        while self.accept("and"):
            parts.append(self.negation())
        return parts[0] if len(parts) == 1 else lambda look: all(truth(part(look)) for part in parts)

    def negation(self) -> Part:
        if self.accept("not"):
            part = self.negation()
            return lambda look: not truth(part(look))
        return self.comparison()

    def comparison(self) -> Part:
        one = self.sum()
        sign = self.accept(*COMPARISONS)
        if not sign:
            return one
        other = self.sum()
        if self.peek()[1] in COMPARISONS:
            raise FormulaFault("comparisons do not chain")
        return lambda look: compare(sign, one(look), other(look))

    def sum(self) -> Part:
        part = self.product()
        while sign := self.accept("+", "-"):
            part = self.joined(sign, part, self.product())
        return part

    def product(self) -> Part:
        part = self.factor()
        while sign := self.accept("*", "/"):
            part = self.joined(sign, part, self.factor())
        return part

    @staticmethod
    def joined(sign: str, one: Part, other: Part) -> Part:
        def value(look: Lookup) -> Value:
            a, b = number(one(look)), number(other(look))
            if sign == "+":
                return a + b
            if sign == "-":
                return a - b
            if sign == "*":
                return a * b
            if b == 0:
                raise DivisionByZero()
            return a / b

        return value

    def factor(self) -> Part:
        if self.accept("-"):
            part = self.factor()
            return lambda look: -number(part(look))
        return self.primary()

    def primary(self) -> Part:
        kind, text = self.take()
        if kind == "number":
            value = self.percent(Fraction(text))
            return lambda look: value
        if kind == "text":
            return lambda look: text[1:-1]
        if kind == "name":
            if text in ("true", "false"):
                return lambda look: text == "true"
            if text in RESERVED:
                raise FormulaFault(f"unexpected {text!r}")
            if self.accept("("):
                return self.steps() if text == "steps" else self.call(text)
            return lambda look: look(text)
        if (kind, text) == ("sign", "("):
            part = self.any()
            self.expect(")")
            return part
        raise FormulaFault(f"unexpected {text!r}")

    def percent(self, value: Fraction) -> Fraction:
        return value / 100 if self.accept("%") else value

    def call(self, name: str) -> Part:
        arguments: list[Part] = []
        digits = None
        if not self.accept(")"):
            while True:
                if name == "round" and len(arguments) == 1:
                    digits = self.peek()
                arguments.append(self.any())
                if not self.accept(","):
                    break
            self.expect(")")
        if name == "if" and len(arguments) == 3:
            condition, yes, no = arguments
            return lambda look: yes(look) if truth(condition(look)) else no(look)
        if name in ("min", "max") and len(arguments) >= 2:
            choose = min if name == "min" else max
            return lambda look: choose(number(part(look)) for part in arguments)
        if name == "clamp" and len(arguments) == 3:
            return lambda look: clamp(*(number(part(look)) for part in arguments))
        if name == "abs" and len(arguments) == 1:
            return lambda look: abs(number(arguments[0](look)))
        if name == "floor" and len(arguments) == 1:
            return lambda look: Fraction(math.floor(number(arguments[0](look))))
        if name == "round" and len(arguments) == 2:
            if digits is None or digits[0] != "number" or not digits[1].isdigit() or int(digits[1]) > 18:
                raise FormulaFault("the digits of round are written as a number from 0 to 18")
            return lambda look: round_away(number(arguments[0](look)), int(digits[1]))
        raise FormulaFault(f"no function {name} with {len(arguments)} values")

    def steps(self) -> Part:
        value = self.any()
        ladder: list[tuple[str, Fraction, Part]] = []
        while True:
            self.expect(",")
            if self.accept("else"):
                self.expect(":")
                rest = self.any()
                self.expect(")")
                break
            sign = self.accept(*BOUNDS)
            if not sign:
                raise FormulaFault("a step begins with a bound")
            negative = bool(self.accept("-"))
            kind, text = self.take()
            if kind != "number":
                raise FormulaFault("the bound of a step is a number")
            bound = self.percent(Fraction(text))
            self.expect(":")
            ladder.append((sign, -bound if negative else bound, self.any()))
        if not ladder or len({sign[0] for sign, _, _ in ladder}) != 1:
            raise FormulaFault("bounds of steps look the same way")

        def result(look: Lookup) -> Value:
            measured = number(value(look))
            for sign, bound, part in ladder:
                if compare(sign, measured, bound):
                    return part(look)
            return rest(look)

        return result


def clamp(value: Fraction, low: Fraction, high: Fraction) -> Fraction:
    return max(low, min(high, value))


def parse(source: str) -> Part:
    return Parser(source).formula()


def evaluate(source: str, variables: Mapping[str, Value]) -> Value:
    def look(name: str) -> Value:
        if name not in variables:
            raise MissingVariable(name)
        return variables[name]

    return parse(source)(look)
