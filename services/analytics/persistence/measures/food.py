"""What is summed of purchases of food, EUR excluding VAT."""

from collections.abc import Mapping

from services.analytics.persistence.measures.term import Term, euros

MEASURES: Mapping[str, Term] = {
    "total": euros("true", "total"),
    "sustainable": euros("total is not null", "sustainable"),
    "organic": euros("total is not null", "organic"),
    "french": euros("total is not null", "french"),
    "total_with_french": euros("french is not null", "total"),
    "european": euros("total is not null", "european"),
    "total_with_european": euros("european is not null", "total"),
}
"""Every measure of the grain."""
