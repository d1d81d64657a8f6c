"""Whether a procedure puts operators in competition."""

from functools import cache

from contracts.reference.procedures import procedures
from contracts.vocabulary import Procedure


@cache
def is_competed(procedure: str | None) -> bool | None:
    """Whether a procedure asks for bids of several (mise en concurrence); None where it is unknown: CCP L2120-1."""
    return procedures()[Procedure(procedure)].competed if procedure else None
