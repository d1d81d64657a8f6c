"""The languages of the pages: every word from a file of `locales/`, numbers and days as their readers write them."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from babel import Locale
from babel.dates import format_date, format_datetime
from babel.lists import format_list
from babel.numbers import format_compact_currency, format_currency, format_decimal, format_percent
from markupsafe import Markup, escape

from contracts.calendar import PARIS

FOLDER = Path(__file__).parent / "locales"
FIRST = "fr"
"""The language of those who say none: the customer's."""
_LARGE = 1000
"""Sums from here on are shown without cents."""
_LOOSE = re.compile(r"(?<=«) | (?=[:;?!»€])")
"""Blanks at which no line may break: before high punctuation and units, inside quotation marks."""
_NARROW = re.compile(r"[ \N{NO-BREAK SPACE}](?=%)|(?<=\d) (?=\d{3}(?!\d))")
"""Blanks that are narrow too: before a percent sign, between thousands."""
_STRAIGHT = re.compile(r"(?<=\w)'(?=\w)")
Number = int | float | str | Decimal


def printed(text: str) -> str:
    """A text as it is set: curly apostrophes, and punctuation that stays on the line of its word."""
    curly = _STRAIGHT.sub("\N{RIGHT SINGLE QUOTATION MARK}", text)
    return _LOOSE.sub("\N{NO-BREAK SPACE}", _NARROW.sub("\N{NARROW NO-BREAK SPACE}", curly))


class Language:
    """One language: its texts by dotted key, and how it writes numbers, sums and days."""

    def __init__(self, code: str, texts: Mapping[str, Any]) -> None:
        self.code, self.texts = code, texts
        self._locale = Locale.parse(texts["language.locale"])
        self.name: str = texts["language.name"]

    def t(self, key: str, **values: Any) -> Markup:
        """The text of a key with its `{values}`; by `count` in the form that the number asks for.

        Texts are ours and may hold HTML; values are escaped. Raises `KeyError` where the language has no such text.
        """
        text = self.texts[key]
        if isinstance(text, Mapping):
            text = text[self._form(values["count"], text)]
            values["count"] = self.number(values["count"])
        return Markup(text).format(**values) if values else Markup(text)  # noqa: S704 - the locale files are ours

    def _form(self, count: Number, forms: Mapping[str, str]) -> str:
        """Which form a number asks for; a language may say nought in words of its own."""
        if not Decimal(count) and "zero" in forms:
            return "zero"
        plural = str(self._locale.plural_form(abs(Decimal(count))))
        return plural if plural in forms else "other"

    def by(self, dimension: str) -> str:
        """That something is split by a dimension."""
        name = str(self.t(f"dimension.{dimension}"))
        return str(self.t("indicator.by", dimension=name[0].lower() + name[1:]))

    def has(self, key: str) -> bool:
        """Whether there is a text."""
        return key in self.texts

    def refusal(self, problem: Mapping[str, Any]) -> Markup:
        """Why the API refused something, by the code of its problem."""
        key = f"rule.{problem.get('code')}"
        return self.t(key if self.has(key) else "rule.other")

    def flaw(self, code: str) -> Markup:
        """What is wrong with a member of what was sent, by the code of the flaw."""
        key = f"flaw.{code}"
        return self.t(key if self.has(key) else "flaw.other")

    def pick(self, said: Mapping[str, str] | None) -> str:
        """What the API said in several languages, in this one, else in the first."""
        return printed(said.get(self.code) or said.get(FIRST) or next(iter(said.values()), "")) if said else ""

    def number(self, value: Number | None, digits: int | None = None) -> str:
        """A number, rounded to so many digits."""
        if value is None:
            return "–"
        pattern = None if digits is None else "#,##0" + ("." + "#" * digits if digits else "")
        return format_decimal(Decimal(str(value)), format=pattern, locale=self._locale)

    def percent(self, value: Number | None) -> str:
        """A share that is given in percent, to a tenth."""
        if value is None:
            return "–"
        pattern = self._locale.percent_formats[None].pattern.replace("0", "0.#")
        return printed(format_percent(Decimal(str(value)) / 100, pattern, locale=self._locale))

    def money(self, value: Number | Mapping[str, str] | None) -> str:
        """A sum in euros: whole euros from a thousand on."""
        amount = value.get("amount") if isinstance(value, Mapping) else value
        if amount is None:
            return "–"
        whole = abs(Decimal(str(amount))) >= _LARGE
        pattern = self._locale.currency_formats["standard"].pattern.replace(".00", "") if whole else None
        return format_currency(Decimal(str(amount)), "EUR", pattern, self._locale, currency_digits=not whole)

    def typed(self, value: Mapping[str, str] | None) -> str:
        """A sum in euros as somebody would type it into a field: `120000,00`."""
        return format_decimal(Decimal(value["amount"]), "0.00", self._locale) if value else ""

    def short_money(self, value: Number) -> str:
        """A sum in thousands or millions of euros, for the axes of charts."""
        return format_compact_currency(Decimal(str(value)), "EUR", locale=self._locale, fraction_digits=0)

    def measure(self, value: Number | None, unit: str) -> str:
        """A figure in the unit of its indicator."""
        if value is None:
            return "–"
        if unit in ("percent", "EUR"):
            return self.percent(value) if unit == "percent" else self.money(value)
        said = self.number(value, 1)
        return f"{said} {self.t(f'unit.{unit}')}" if self.has(f"unit.{unit}") else said

    def day(self, value: str | date | None) -> str:
        """A day."""
        return "–" if not value else format_date(_date(value), "long", self._locale)

    def short_day(self, value: str | date | None) -> str:
        """A day, in figures."""
        return "–" if not value else format_date(_date(value), self.texts["language.days"], self._locale)

    def instant(self, value: str | datetime | None) -> str:
        """A day and its hour, in Paris."""
        if not value:
            return "–"
        said = datetime.fromisoformat(value) if isinstance(value, str) else value
        return format_datetime(said, "d MMMM y, HH:mm", tzinfo=PARIS, locale=self._locale)

    def listed(self, items: Any) -> Markup:
        """Several things in one sentence; those that are no markup are escaped."""
        return Markup(format_list([str(escape(one)) for one in items], locale=self._locale))  # noqa: S704 - escaped


def _date(value: str | date) -> date:
    if isinstance(value, str):
        return datetime.fromisoformat(value).astimezone(PARIS).date() if "T" in value else date.fromisoformat(value)
    return value


def _flat(node: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Texts by dotted key; a node whose every key is a plural category is one text in its forms."""
    for name, value in node.items():
        if isinstance(value, Mapping) and not set(value) <= {"zero", "one", "two", "few", "many", "other"}:
            yield from _flat(value, f"{prefix}{name}.")
        elif isinstance(value, Mapping):
            yield f"{prefix}{name}", {form: printed(text) for form, text in value.items()}
        else:
            yield f"{prefix}{name}", printed(value) if isinstance(value, str) else value


@cache
def languages() -> Mapping[str, Language]:
    """Every language that has a file, the first one first."""
    codes = sorted((file.stem for file in FOLDER.glob("*.yaml")), key=lambda code: (code != FIRST, code))
    return {code: Language(code, dict(_flat(_words(code)))) for code in codes}


def _words(code: str) -> Mapping[str, Any]:
    words: Mapping[str, Any] = yaml.load((FOLDER / f"{code}.yaml").read_text(), yaml.CSafeLoader)
    return words


def spoken(accepted: str) -> Language:
    """The language that an Accept-Language header prefers of ours (RFC 9110, 12.5.4)."""
    known = languages()
    weighted = []
    for turn, one in enumerate(accepted.split(",")):
        name, _, parameter = one.strip().partition(";q=")
        try:
            weight = float(parameter or 1)
        except ValueError:
            weight = 0
        weighted.append((-weight, turn, name[:2].lower()))
    return next((known[code] for weight, _, code in sorted(weighted) if weight and code in known), known[FIRST])
