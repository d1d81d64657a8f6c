"""Cardinal's settings file, read as it is: INI, with properties before the first section."""

from collections.abc import Mapping
from configparser import Error, RawConfigParser
from dataclasses import fields
from typing import Any, get_type_hints

from services.analytics.domain.redflags.settings import OPTIONS, Settings

_TOP = "\x00top"
_COMPARED, _UNCOMPARED = "price_comparison_procurement_methods", "no_price_comparison_procurement_methods"
_BY_DETAILS = "procurement_method_details"
_HUSHED = "info_currency_mismatches"
_BOOLEANS = {"true": True, "false": False}
_PERCENT = 100
_PREPARE: Mapping[str, frozenset[str] | None] = {
    "output": frozenset({_HUSHED}),
    "defaults": frozenset({"currency", "item_classification_scheme", "bid_status", "award_status", "party_roles"}),
    "redactions": frozenset({"amount", "organization_id"}),
    "corrections": frozenset({"award_status_by_contract_status"}),
    "modifications": frozenset(
        {
            "move_auctions",
            "prefix_buyer_or_procuring_entity_id",
            "prefix_tenderer_or_supplier_id",
            "split_procurement_method_details",
        }
    ),
    "codelists.bid_status": None,
    "codelists.award_status": None,
}
"""Sections of what is said aside and of Cardinal's other command, by what may stand in them; they change no flag."""


class UnreadableSettings(Exception):
    """The settings file cannot be followed; the message names the property."""


def parsed(text: str) -> Settings:
    """The settings that a file's text asks for; a section of an indicator, even an empty one, enables it."""
    sections = _sections(text)
    top = sections.pop(_TOP)
    _known("", top, frozenset({"currency", _COMPARED, _UNCOMPARED}))
    exclusions = sections.pop("exclusions", {})
    _known("exclusions.", exclusions, frozenset({_BY_DETAILS}))
    indicators = {code: _options(code, sections) for code in OPTIONS if _asked(code, sections)}
    for name, properties in sections.items():
        if name not in _PREPARE:
            raise UnreadableSettings(f"{name}: unknown section")
        _known(f"{name}.", properties, _PREPARE[name])
    return Settings(
        indicators=indicators,
        currency=_uncommented(top["currency"]) if "currency" in top else None,
        compared=_listed(top[_COMPARED]) if _COMPARED in top else None,
        uncompared=_listed(top.get(_UNCOMPARED)),
        excluded=_listed(exclusions.get(_BY_DETAILS)),
    )


def hushes_currencies(text: str) -> bool:
    """Whether amounts in other currencies are told to those alone who ask for more words."""
    given = _uncommented(_sections(text).get("output", {}).get(_HUSHED, "false"))
    if given not in _BOOLEANS:
        raise UnreadableSettings(f"output.{_HUSHED}: {given!r} is neither true nor false")
    return _BOOLEANS[given]


def _sections(text: str) -> dict[str, dict[str, str]]:
    parser = RawConfigParser(
        delimiters=("=",),
        comment_prefixes=(";", "#"),
        strict=False,
        empty_lines_in_values=False,
        default_section="\x00",
    )
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    lines = (line.strip() for line in text.removeprefix("\ufeff").splitlines())
    try:
        parser.read_string("\n".join((f"[{_TOP}]", *lines)))
    except Error as error:
        raise UnreadableSettings(
            "neither a section, a property nor a comment: " + str(error).split("\n")[-1]
        ) from error
    return {name: dict(parser.items(name)) for name in parser.sections()}


def _known(path: str, properties: Mapping[str, str], known: frozenset[str] | None) -> None:
    unknown = sorted(properties.keys() - known) if known is not None else []
    if unknown:
        raise UnreadableSettings(f"{path}{unknown[0]}: unknown property")


def _asked(code: str, sections: Mapping[str, Any]) -> bool:
    return code in sections or (code == "R003" and f"{code}.{_BY_DETAILS}" in sections)


def _options(code: str, sections: dict[str, dict[str, str]]) -> Any:
    given, kind = sections.pop(code, {}), OPTIONS[code]
    hints = get_type_hints(kind)
    _known(f"{code}.", given, frozenset(each.name for each in fields(kind)) - {_BY_DETAILS})
    values = {name: _value(f"{code}.{name}", hints[name], _uncommented(text)) for name, text in given.items()}
    if code == "R003" and (by_details := sections.pop(f"{code}.{_BY_DETAILS}", None)):
        values[_BY_DETAILS] = {
            name: _value(f"{code}.{_BY_DETAILS}.{name}", int, _uncommented(text)) for name, text in by_details.items()
        }
    return kind(**values)


def _value(path: str, hint: Any, text: str) -> Any:
    try:
        if hint in (int, int | None):
            return _natural(path, text)
        return float(text) if hint == float | None else tuple(text.split("|"))
    except ValueError as error:
        raise UnreadableSettings(f"{path}: {text!r} is no number") from error


def _natural(path: str, text: str) -> int:
    number = int(text)
    if number < 0 or (path.endswith(".percentile") and number > _PERCENT):
        raise UnreadableSettings(f"{path}: {text!r} is out of range")
    return number


def _listed(text: str | None) -> frozenset[str]:
    return frozenset(text.split("|")) if text else frozenset()


def _uncommented(text: str) -> str:
    """The value without a remark behind it; local names of procedures may hold these signs, and are taken whole."""
    for sign in (" #", " ;"):
        text = text.partition(sign)[0]
    return text.strip()
