"""The states of an evaluation and the moves between them."""

from collections.abc import Mapping
from enum import StrEnum


class EvaluationStatus(StrEnum):
    """Where an evaluation stands: ouverte, then conclue, and open again where an award is annulled."""

    OPEN = "open"
    CONCLUDED = "concluded"


NEXT: Mapping[EvaluationStatus, frozenset[EvaluationStatus]] = {
    EvaluationStatus.OPEN: frozenset({EvaluationStatus.CONCLUDED}),
    EvaluationStatus.CONCLUDED: frozenset({EvaluationStatus.OPEN}),
}
"""The moves of an evaluation, each of which is a fact."""
