"""To whom a phase of a procedure is open, and how what they hand in is sealed."""

from dataclasses import dataclass

from contracts.procedures import Phase
from contracts.vocabulary import Identifier
from services.tenders.domain.seal import Seal


@dataclass(frozen=True)
class Call:
    """A phase that opens: everyone may take part unless some are `invited`; without a seal bids are taken elsewhere."""

    phase: Phase
    seal: Seal | None = None
    invited: tuple[Identifier, ...] | None = None


OPEN_CALL = Call("tenders")
