"""Facts of the topic `procurement.flags.v1`: red flags that name a procedure, told to those who may see them."""

from collections.abc import Mapping
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from contracts.fact import Fact
from contracts.observatory import Number, Year
from contracts.reference.roles import Scope
from contracts.vocabulary import Code, Instant, LotNumber, Siret, Text

TOPIC = "procurement.flags.v1"
SCOPE: Scope = "flags:read"
"""Who may read the topic: a flag is a question to put, not a finding, and it names people."""

Rule = Annotated[str, Field(pattern=r"^R[0-9]{3}$")]
"""A rule of the Cardinal set (Open Contracting Partnership): `R018`."""


class FlagFact(Fact):
    """A fact about one rule and one lot, or one whole procedure where `lot` is None."""

    topic: ClassVar[str] = TOPIC

    flag_id: UUID
    rule: Rule
    tender_id: UUID
    lot: LotNumber | None = None


class RedFlagRaised(FlagFact):
    """A rule found a lot or a procedure unusual, or finds it so by another value.

    `value` is what the rule measures, `fences` the bounds it was held to, `evidence` the bids and contracts to look
    at; `company` is who the flag is about, where it is about a bidder. Prices of bids are never told.
    """

    buyer: Siret
    department: Code | None = None
    year: Year
    value: Number | None = None
    fences: Mapping[str, Number] = {}
    company: Text | None = None
    evidence: tuple[UUID, ...] = ()
    at: Instant


class RedFlagCleared(FlagFact):
    """A rule no longer finds a lot or a procedure unusual: facts were corrected, or came late."""

    at: Instant


FACTS = (RedFlagRaised, RedFlagCleared)
"""Every fact of the topic."""
