"""What a sourcing request asks."""

from typing import Annotated

from pydantic import Field

from contracts.procedures import ValueBand
from contracts.vocabulary import Code, Cpv, Instant, Place, Siret, Text, Word

QUESTIONS = 20


class RequestTerms(Word):
    """A need as it is put to suppliers; answers are taken until `deadline`.

    Suppliers are asked `batch` a day until `enough` have answered. `value` is shown to them where `value_shared`, and
    the buyer's name unless `anonymous`.
    """

    buyer: Siret
    title: Text
    text: Text
    department: Code
    area: Code
    cpv: Cpv
    place: Place | None = None
    value: ValueBand | None = None
    value_shared: bool = False
    anonymous: bool = False
    questions: Annotated[tuple[Text, ...], Field(max_length=QUESTIONS)] = ()
    deadline: Instant
    batch: Annotated[int, Field(ge=1, le=100)] = 10
    enough: Annotated[int, Field(ge=1, le=100)] = 6
