"""Where each column of a contract comes from, and what it is sorted by."""

from services.analytics.domain.column import Column

VALUES = ("initial", "planned", "current", "paid")
"""The values of a contract that a rule may set aside."""
_ASIDE = ", ".join(f"'{value}:' || aside_{value}" for value in VALUES)
_FROM = {
    "anomalies": f"list_filter([{_ASIDE}], lambda one: one IS NOT NULL)",
    "notified_on": "day",
    "previous_on": "previous_any",
    "published_on": "published_day",
    "holder": "CASE WHEN natural_person THEN NULL ELSE holder END",
}


def source(column: Column) -> str:
    """SQL of its value."""
    return _FROM.get(column.name, column.name)


def instant(value: str) -> str:
    """SQL of an instant as RFC 3339 writes it, in UTC."""
    return f"strftime(timezone('UTC', {value}), '%Y-%m-%dT%H:%M:%S.%fZ')"


def sortable(column: Column) -> str:
    """SQL of what decides its place: words regardless of accents and case."""
    if column.name == "title":
        return "folded"
    return f"lower(strip_accents({source(column)}))" if column.name == "holder" else source(column)
