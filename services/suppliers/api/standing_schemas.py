"""The bodies of acts on a supplier's standing."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel

from contracts.vocabulary import Day, Text
from services.suppliers.api.schemas import GivenIdentifier, plain


class GivenReason(BaseModel, extra="forbid"):
    """Why something is done."""

    reason: Text


class GivenVerification(BaseModel, extra="forbid"):
    """What shows that a supplier is who it says."""

    evidence: Text


class GivenSuspension(GivenReason):
    """Why a supplier is suspended, and until which day, that included; None ends by reinstatement alone."""

    until: Day | None = None


class GivenMerger(GivenReason):
    """Which supplier answers from now on."""

    into: Annotated[GivenIdentifier, AfterValidator(plain)]
