"""What is counted of contracts for what they ask: social, environmental, innovative, electronic."""

from collections.abc import Mapping

from services.analytics.persistence.measures.term import How, Term, euros

_SOCIAL = "considers_social"
_ENVIRONMENTAL = "considers_environment"
_KNOWN = "social is not null"

CONTENT: Mapping[str, Term] = {
    "social": Term(_SOCIAL),
    "known_social": Term(f"{_SOCIAL} or {_KNOWN}"),
    "social_clause": Term("social"),
    "known_clauses": Term(_KNOWN),
    "social_criterion": Term("social_weight > 0"),
    "known_social_weight": Term("social_weight is not null"),
    "reserved": Term("reserved is not null"),
    "known_reserved": Term(f"reserved is not null or {_KNOWN}"),
    "insertion_hours": Term("insertion_hours is not null", "insertion_hours", How.SUM),
    "hours_achieved_of_contracted": Term(
        "insertion_hours > 0 and insertion_achieved is not null", "insertion_achieved", How.SUM
    ),
    "hours_contracted_and_reported": Term(
        "insertion_hours > 0 and insertion_achieved is not null", "insertion_hours", How.SUM
    ),
    "with_hours_achieved": Term("insertion_hours > 0 and insertion_achieved is not null"),
    "with_hours_contracted": Term("insertion_hours > 0"),
    "inclusive": Term("inclusive"),
    "known_inclusive": Term("inclusive is not null"),
    "equality": Term("equality"),
    "known_equality": Term("equality is not null"),
    "environmental": Term(_ENVIRONMENTAL),
    "known_environmental": Term(f"{_ENVIRONMENTAL} or environmental is not null"),
    "origin_france_value": euros("origin_france is not null", "round({value} * origin_france, 2)"),
    "origin_france_base": euros("origin_france is not null", "{value}"),
    "origin_european_value": euros("origin_european is not null", "round({value} * origin_european, 2)"),
    "origin_european_base": euros("origin_european is not null", "{value}"),
    "with_origin_france": Term("origin_france is not null"),
    "with_origin_european": Term("origin_european is not null"),
    "innovative": Term("innovation or exemption = 'innovation' or procedure = 'innovation-partnership'"),
    "known_innovation": Term("innovation is not null or exemption is not null or procedure = 'innovation-partnership'"),
    "electronic": Term("electronic"),
    "known_electronic": Term("electronic is not null"),
}
"""Measures of clauses, criteria, origins and means."""
