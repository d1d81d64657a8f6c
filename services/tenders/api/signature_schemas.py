"""Bodies of a contract's signature and notification."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from contracts.procedures import LotNumber, Months
from contracts.vocabulary import Ccag, Concession, Day, Group, Modality, PriceForm, Share, Text
from services.tenders.api.schemas import STRICT, Body, GivenMoney
from services.tenders.domain.signature import Signature


class GivenConcession(Concession):
    """What only a concession has."""

    model_config = STRICT

    subsidies: GivenMoney | None = None


class GivenSignature(Body):
    """The buyer's signature for a lot; `reference` is its own number of the contract, `months` the duration.

    `duration_reason` says why a concession is to last more than five years (CCP R3114-2), `group` what the members of
    a group answer for, `modalities` whether there are tranches, orders or subsequent contracts.
    """

    tender_id: UUID
    lot: LotNumber
    reference: Text
    signed_on: Day
    months: Months | None = None
    price_form: PriceForm | None = None
    ccag: Ccag | None = None
    duration_reason: Text | None = None
    origin_france: Share | None = None
    origin_european: Share | None = None
    group: Group | None = None
    modalities: Annotated[tuple[Modality, ...], Field(max_length=3)] = ()
    concession: GivenConcession | None = None

    def signature(self) -> Signature:
        """The signature, the tender apart."""
        return Signature(**{name: value for name, value in self if name != "tender_id"})


class Notification(Body):
    """The day on which the holder was told, and whether electronically; None where nobody says."""

    notified_on: Day
    electronic: bool | None = None
