"""What is bought and how: nature, procedure, technique, the outcome of a lot."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

Cpv = Annotated[str, StringConstraints(pattern=r"^[0-9]{8}$")]
"""Common Procurement Vocabulary 2008, eight digits; its ninth is a look-up, not a checksum (Reg. 213/2008)."""


LotNumber = Annotated[int, Field(ge=1, le=1000)]
"""Number of a lot within its tender, from 1."""


class Nature(StrEnum):
    """Main nature of what is bought (nature du marché): CCP L1111-2 to L1111-4."""

    WORKS = "works"
    GOODS = "goods"
    SERVICES = "services"


class Procedure(StrEnum):
    """How the contract was awarded (procédure de passation): CCP L2120-1 and following."""

    ADAPTED = "adapted"
    OPEN = "open"
    RESTRICTED = "restricted"
    NEGOTIATED = "negotiated"
    NEGOTIATED_WITH_CALL = "negotiated-with-call"
    DIALOGUE = "dialogue"
    WITHOUT_PUBLICITY = "without-publicity"
    INNOVATION_PARTNERSHIP = "innovation-partnership"
    CONCESSION = "concession"
    OTHER = "other"


class Technique(StrEnum):
    """Purchasing technique or form of the contract (technique d'achat, forme du marché)."""

    SIMPLE = "simple"
    FRAMEWORK = "framework"
    SUBSEQUENT = "subsequent"
    TRANCHES = "tranches"
    DYNAMIC_SYSTEM = "dynamic-system"
    OTHER = "other"


class LotOutcome(StrEnum):
    """How a lot ended: attribué, infructueux, déclaré sans suite."""

    AWARDED = "awarded"
    UNSUCCESSFUL = "unsuccessful"
    DROPPED = "dropped"
