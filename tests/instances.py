"""Documents that a schema allows, for property tests."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

Strategy = st.SearchStrategy[Any]
Schema = Mapping[str, Any]

_SIRETS = ("23350001600040", "35600000000048", "35600000000010")
_VAT_NUMBERS = ("FR40303265045", "DE136695976")
_IDENTIFIERS = (
    *({"scheme": "SIRET", "id": siret} for siret in _SIRETS),
    *({"scheme": "TVA", "id": number} for number in _VAT_NUMBERS),
    {"scheme": "RIDET", "id": "0123456.001"},
)
_OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
_DAYS = st.dates(date(1950, 1, 1), date(2149, 12, 31))
_FORMATS: Mapping[str, Strategy] = {
    "siret": st.sampled_from(_SIRETS),
    "siren": st.sampled_from([siret[:9] for siret in _SIRETS]),
    "vat": st.sampled_from(_VAT_NUMBERS),
    "uuid": st.uuids().map(str),
    "date": _DAYS.map(str),
    "date-time": st.builds(datetime.combine, _DAYS, st.times(timezones=_OFFSETS)).map(datetime.isoformat),
}
_LONGEST_LIST = 3


def instances(schema: Schema, root: Schema | None = None) -> Strategy:
    """Everything that a schema allows; words whose rule no schema can say (Luhn) come from a list of good ones."""
    whole = schema if root is None else root
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return st.sampled_from(_IDENTIFIERS) if name == "Identifier" else instances(whole["$defs"][name], whole)
    if "anyOf" in schema:
        return st.one_of([instances(each, whole) for each in schema["anyOf"]])
    if "const" in schema or "enum" in schema:
        return st.sampled_from(schema.get("enum", [schema.get("const")]))
    return _TYPES[schema["type"]](schema, whole)


def _strings(schema: Schema, _whole: Schema) -> Strategy:
    if schema.get("format") in _FORMATS:
        return _FORMATS[schema["format"]]
    pattern = schema.get("pattern", r"(?s)^.*\Z")
    longest = schema.get("maxLength", 4000)
    strings = st.from_regex(re.compile(pattern), fullmatch=True)
    return strings.filter(lambda words: schema.get("minLength", 0) <= len(words) <= longest)


def _objects(schema: Schema, whole: Schema) -> Strategy:
    required = set(schema.get("required", ()))
    fields = {name: instances(field, whole) for name, field in schema.get("properties", {}).items()}
    return st.fixed_dictionaries(
        {name: strategy for name, strategy in fields.items() if name in required},
        optional={name: strategy for name, strategy in fields.items() if name not in required},
    )


def _lists(schema: Schema, whole: Schema) -> Strategy:
    longest = min(schema.get("maxItems", _LONGEST_LIST), _LONGEST_LIST)
    return st.lists(instances(schema["items"], whole), min_size=schema.get("minItems", 0), max_size=longest)


_TYPES: Mapping[str, Callable[[Schema, Schema], Strategy]] = {
    "string": _strings,
    "object": _objects,
    "array": _lists,
    "integer": lambda schema, _: st.integers(schema.get("minimum", -(2**31)), schema.get("maximum", 2**31)),
    "boolean": lambda _schema, _: st.booleans(),
    "null": lambda _schema, _: st.none(),
}
