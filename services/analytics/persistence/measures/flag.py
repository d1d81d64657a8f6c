"""What is counted of red flags."""

from collections.abc import Mapping

from services.analytics.persistence.measures.term import How, Term

RULES = ("R003", "R018", "R024", "R025", "R028", "R030", "R035", "R036", "R038", "R048", "R058")
"""Codes of the rules (Open Contracting Partnership, Red Flags Guide; Cardinal)."""

MEASURES: Mapping[str, Term] = {
    "flags": Term(),
    "processes": Term("process is not null", "process", How.DISTINCT),
    **{rule.lower(): Term(f"rule = '{rule}'") for rule in RULES},
}
"""Every measure of the grain."""
