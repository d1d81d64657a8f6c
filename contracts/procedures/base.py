"""The topic, and the words that its facts share."""

from typing import Annotated

from pydantic import Field

from contracts.vocabulary import LotNumber

__all__ = ["TOPIC", "BidCount", "Language", "LotNumber", "Phase"]

TOPIC = "procurement.procedures.v1"

BidCount = Annotated[int, Field(ge=0, le=100_000)]
"""How many bids were received in time."""
Language = Annotated[str, Field(pattern=r"^[a-z]{2}$")]
"""Language of a document, ISO 639-1."""
Phase = Annotated[str, Field(pattern=r"^[a-z]+(-[a-z]+)*$", max_length=40)]
"""A step of a procedure in which bids or requests are taken, as the data of that procedure name it."""
