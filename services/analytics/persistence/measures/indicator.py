"""What is counted of the indicators themselves, by their own figures over the same slice."""

from collections.abc import Mapping

from services.analytics.persistence.measures.term import Term

MEASURES: Mapping[str, Term] = {"indicators": Term(), "computable": Term("computable")}
"""Every measure of the grain."""
