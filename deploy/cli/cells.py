"""One cell of a register, read as one value; what cannot be read says why in a `ValueError`."""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal, InvalidOperation
from enum import StrEnum
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from contracts.calendar import day_of
from contracts.reference.labels import labels, plain
from contracts.reference.purchasing import divisions
from contracts.vocabulary import Amount, Code, Cpv, MeanDays, Money, OperatorId, Scheme, Siret

AnyWord = TypeVar("AnyWord", bound=StrEnum)

_BLANK = re.compile(r"[\s\u200b\ufeff]+")
_CURRENCY = re.compile(r"€|EUROS?|EUR|HT", re.IGNORECASE)
_EXCEL_EPOCH = date(1899, 12, 30)
_YEARS = range(1980, 2101)
_LONGEST_TEXT = 4000
_SIRET_DIGITS = 14
_CPV = re.compile(r"([0-9]{7,8})(?:[-.–]?[0-9])?")
_YES = frozenset({"true", "vrai", "oui", "yes", "o", "y", "1", "x"})
_NO = frozenset({"false", "faux", "non", "no", "n", "0"})
_SIRET = TypeAdapter(Siret)
_CODE = TypeAdapter(Code)
_AMOUNT = TypeAdapter(Amount)
_MEAN_DAYS = TypeAdapter(MeanDays)
_OPERATOR = TypeAdapter(OperatorId)


def reason_of(error: ValueError) -> str:
    """The sentence of an error, without pydantic's frame around it."""
    if isinstance(error, ValidationError):
        return error.errors()[0]["msg"].removeprefix("Value error, ")
    return str(error)


def compact(raw: str) -> str:
    """A code without the spaces that people put in it, and without the `.0` that a spreadsheet put after it."""
    return re.sub(r"\.0$", "", _BLANK.sub("", raw))


def text(raw: str) -> str:
    """Words for people, cut after 4,000 characters."""
    return raw.strip()[:_LONGEST_TEXT].rstrip()


def number(raw: str, *, decimal: str = ".", thousands: str = "") -> Decimal:
    """A number, written with its own decimal and thousands marks, spaces and currency."""
    digits = _CURRENCY.sub("", _BLANK.sub("", raw))
    for mark in thousands:
        digits = digits.replace(mark, "")
    if any(mark in digits for mark in ".," if mark != decimal):
        msg = f"{raw!r} has a mark that is neither its decimal mark {decimal!r} nor a declared thousands mark"
        raise ValueError(msg)
    try:
        value = Decimal(digits.replace(decimal, "."))
    except InvalidOperation:
        msg = f"{raw!r} is not a number written with {decimal!r} as its decimal mark"
        raise ValueError(msg) from None
    if not value.is_finite():
        msg = f"{raw!r} is not a number"
        raise ValueError(msg)
    return value


def money(value: Decimal) -> Money:
    """An amount in euros, rounded half up to the cent; a negative one is refused."""
    try:
        return Money(amount=_AMOUNT.validate_python(value.quantize(Decimal("0.01"), ROUND_HALF_UP)))
    except (ValidationError, InvalidOperation):
        msg = f"{value} is not an amount between 0 and 16 digits of euros"
        raise ValueError(msg) from None


def months(value: Decimal) -> int:
    """A duration in whole months, a started one included; at most a hundred years."""
    whole = value.to_integral_value(ROUND_CEILING)
    if not 0 <= whole <= 1200:  # noqa: PLR2004 - a hundred years, the limit of the shared word
        msg = f"{value} is not a duration between 0 and 1200 months"
        raise ValueError(msg)
    return int(whole)


def count(value: Decimal) -> int:
    """A whole number of things."""
    if value != value.to_integral_value() or not 0 <= value <= 100_000:  # noqa: PLR2004 - the limit of the shared word
        msg = f"{value} is not a whole number between 0 and 100000"
        raise ValueError(msg)
    return int(value)


def share(value: Decimal) -> Decimal:
    """A part of a whole, to six decimals."""
    if not 0 <= value <= 1:
        msg = f"{value} is not a share between 0 and 1: say `scale: 0.01` for percentages"
        raise ValueError(msg)
    return value.quantize(Decimal("0.000001"), ROUND_HALF_UP)


def mean_days(value: Decimal) -> Decimal:
    """A mean number of days, rounded half up to five decimals."""
    try:
        return _MEAN_DAYS.validate_python(value.quantize(Decimal("0.00001"), ROUND_HALF_UP))
    except (ValidationError, InvalidOperation):
        msg = f"{value} is not a mean between 0 and 9999 days"
        raise ValueError(msg) from None


def _read_day(raw: str, form: str) -> date:
    if form == "iso":
        instant = datetime.fromisoformat(raw)
        return day_of(instant) if instant.tzinfo else instant.date()
    if form == "excel":
        return _EXCEL_EPOCH + timedelta(days=int(float(raw)))
    return datetime.strptime(raw, form).date()  # noqa: DTZ007 - a day, not an instant


def day(raw: str, forms: Sequence[str]) -> date:
    """A day in one of these forms: `iso`, `excel` (a serial number) or a pattern such as `%d/%m/%Y`."""
    for form in forms:
        try:
            found = _read_day(raw.strip(), form)
        except (ValueError, OverflowError):
            continue
        if found.year in _YEARS:
            return found
    msg = f"{raw!r} is not a day between 1980 and 2100 written as {' or '.join(forms)}"
    raise ValueError(msg)


def word(raw: str, kind: type[AnyWord]) -> AnyWord:
    """One of our shared words, by its code or by a label that French registers use."""
    found = labels(kind).get(plain(raw))
    if found is None:
        msg = f"{raw!r} is not known: map it to one of {', '.join(kind)}"
        raise ValueError(msg)
    return kind(found)


def cpv(raw: str) -> Cpv:
    """A CPV code, with or without its check digit; a leading zero that a spreadsheet took is put back."""
    found = _CPV.fullmatch(compact(raw))
    code = found[1].zfill(8) if found else ""
    if code[:2] not in divisions():
        msg = f"{raw!r} is not a CPV code: eight digits that begin with one of the 45 divisions"
        raise ValueError(msg)
    return code


def siret(raw: str) -> str:
    """A SIRET, with or without spaces."""
    return _SIRET.validate_python(compact(raw))


def code(raw: str) -> str:
    """A code of our own reference data."""
    return _CODE.validate_python(raw.strip())


def yes(raw: str) -> bool:
    """A truth value: oui, yes, true, vrai, 1, x and their opposites."""
    said = plain(raw)
    if said not in _YES | _NO:
        msg = f"{raw!r} is neither yes nor no"
        raise ValueError(msg)
    return said in _YES


def scheme_of(identifier: str) -> Scheme:
    """The kind of an identifier whose register does not say: a VAT number begins with its country."""
    return Scheme.TVA if re.match(r"[A-Z]{2}", identifier) else Scheme.SIRET


def operator(raw: str, scheme: Scheme | None = None) -> OperatorId:
    """A checked identifier of an economic operator."""
    identifier = compact(raw).upper() if scheme in (None, Scheme.SIRET, Scheme.TVA) else raw.strip()
    return _OPERATOR.validate_python({"scheme": scheme or scheme_of(identifier), "id": identifier})
