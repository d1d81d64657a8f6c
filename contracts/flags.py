"""Facts of the topic `procurement.flags.v1`: red flags that name a procedure, told to those who may see them."""

from enum import StrEnum
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


class FlagSubject(StrEnum):
    """Whom or what a flag is about: a procedure or one of its lots, a buyer, or a company that bids."""

    PROCEDURE = "procedure"
    BUYER = "buyer"
    COMPANY = "company"


class FlagFact(Fact):
    """A fact about one rule and one subject in a year.

    A procedure is told by `tender_id`, and `lot` where one lot alone was looked at; a company by the number that
    identifies it.
    """

    topic: ClassVar[str] = TOPIC

    flag_id: UUID
    rule: Rule
    subject: FlagSubject
    year: Year
    tender_id: UUID | None = None
    lot: LotNumber | None = None
    buyer: Siret | None = None
    company: Text | None = None


class RedFlagRaised(FlagFact):
    """A rule found something unusual, or finds it so for other reasons than before.

    `value` is what the rule measures, `fence` the bound it was held to, `tenders` and `bids` what to look at. Prices of
    bids are never told, nor what would give them away: rules that compare prices have no `value`.
    """

    department: Code | None = None
    value: Number | None = None
    fence: Number | None = None
    tenders: tuple[UUID, ...] = ()
    bids: tuple[UUID, ...] = ()
    at: Instant


class RedFlagCleared(FlagFact):
    """A rule no longer finds it unusual: facts were corrected, or came late."""

    at: Instant


FACTS = (RedFlagRaised, RedFlagCleared)
"""Every fact of the topic."""
