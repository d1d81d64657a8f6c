"""What is counted of contracts for the quality of what is told of them."""

from collections.abc import Mapping

from services.analytics.persistence.measures.term import How, Term

_IN_TIME = "published_day <= day + interval 2 month"
_DUE = "(published_day is not null or day + interval 2 month < {today})"
_UNDER = "{value} < 40000"

RULES = ("at-most-1-eur", "ten-times-the-estimate", "outlier-of-its-division", "100-million-and-more")
"""Codes of the rules that set a value aside as not trusted, in the order in which they are tried."""
GRADES = ("A", "B", "C", "D", "E")
"""Grades of completeness: A for ten fields of ten, B 9, C 7 or 8, D 5 or 6, E fewer."""

QUALITY: Mapping[str, Term] = {
    "published_in_time": Term(_IN_TIME),
    "due_for_publication": Term(f"day is not null and {_DUE}"),
    "median_publication": Term("publication_days is not null", "publication_days", How.MEDIAN),
    "with_publication": Term("publication_days is not null"),
    "fields_filled": Term("true", "filled", How.SUM),
    "fields": Term("true", "10", How.SUM),
    **{f"grade_{grade.lower()}": Term(f"grade = '{grade}'") for grade in GRADES},
    "under_40000": Term(_UNDER),
    "anomalous": Term("{raw} is not null and {anomaly} is not null"),
    **{f"set_aside_{rule.replace('-', '_')}": Term(f"{{anomaly}} = '{rule}'") for rule in RULES},
}
"""Measures of delays of publication, completeness, small contracts and odd values."""
