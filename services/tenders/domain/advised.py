"""Advice on a procedure, as it is given: every statement with its article."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import PlainSerializer, WithJsonSchema

from contracts.reference.procedures import PhaseCode
from contracts.vocabulary import Code, Procedure, Share, Text, Word
from services.tenders.domain.rules.publicity import Level

Sum = Annotated[
    Decimal,
    PlainSerializer(lambda amount: f"{amount:.2f}", return_type=str),
    WithJsonSchema({"type": "string", "format": "decimal"}),
]
"""An amount of euros excluding VAT, of any size: many lots may add up to more than one value can hold."""


class Said(Word):
    """A statement with its article; in French too where the reference data have it."""

    code: Code
    article: Text
    fr: Text | None = None
    en: Text

    @classmethod
    def of(cls, code: str, article: str, sentence: str) -> "Said":
        """A statement in English alone."""
        return cls(code=code, article=article, en=sentence)


class AdvisedThreshold(Word):
    """An amount excluding VAT that changes the rules, and the article that sets it."""

    value: Sum
    article: Text


class AdvisedStandstill(Word):
    """How many days the contract waits after the rejection letters (délai de suspension)."""

    days: int
    article: Text


class AdvisedPhase(Word):
    """A phase, its shortest time in days, and the earliest day on which it may end if all before end at theirs."""

    phase: PhaseCode
    fr: Text
    en: Text
    article: Text
    days: int | None
    binding: bool
    earliest: date | None
    open_to: Literal["everyone", "selected"]
    repeats: bool
    optional: bool
    minimum_candidates: int | None


class AdvisedExemption(Word):
    """A reason of the closed list that may be given, if it is true."""

    code: Code
    fr: Text
    en: Text
    article: Text


class AdvisedAdvance(Word):
    """Whether an advance is due for a lot, and between which rates."""

    lot: int
    due: bool
    minimum: Share
    minimum_sme: Share
    maximum: Share
    article: Text


class AdvisedProcedure(Word):
    """Whether a procedure is lawful, why not, and what it calls for; `condition` is what the buyer answers for."""

    procedure: Procedure
    fr: Text
    en: Text
    article: Text
    lawful: bool
    refusal: Said | None
    condition: Said | None
    cautions: tuple[Said, ...]
    publicity: Level
    publicity_article: Text
    phases: tuple[AdvisedPhase, ...]
    standstill: AdvisedStandstill | None
    exemptions: tuple[AdvisedExemption, ...]


class Advice(Word):
    """What the law of the day of launch says of a need; `value` is what thresholds are compared with, without VAT.

    `needs` warns where the purchases since `counted_since` make it look split: dir. 2014/24 art. 5.
    """

    launch: date
    value: Sum
    social: bool
    formalised_from: AdvisedThreshold
    without_publicity_under: AdvisedThreshold
    procedures: tuple[AdvisedProcedure, ...]
    environment: Said | None
    advances: tuple[AdvisedAdvance, ...]
    counted_since: date
    needs: tuple[Said, ...]
