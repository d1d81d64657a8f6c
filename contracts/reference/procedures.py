"""Award procedures as data: their phases in order, their shortest time limits, and the reasons to do without a call."""

from collections.abc import Collection, Mapping
from datetime import date
from functools import cache
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from contracts.reference import legal
from contracts.reference.document import Document, Record, read_folder
from contracts.vocabulary import Code, Nature, Procedure, Text

PhaseCode = Literal["requests", "dialogue", "tenders", "negotiation", "final-tenders"]
Shortening = Literal["prior-information", "urgency"]
"""What may shorten a time limit: a prior information notice (avis de préinformation), or a justified urgency."""


def _known(key: str) -> str:
    if key not in legal.figures():
        msg = f"{key!r} is not the key of a legal figure (contracts/reference/legal.yaml)"
        raise ValueError(msg)
    return key


FigureKey = Annotated[legal.Key, AfterValidator(_known)]
"""The key of a legal figure that exists."""


class Reduction(Record):
    """A shorter time limit, and what allows it."""

    days: FigureKey
    reasons: Annotated[frozenset[Shortening], Field(min_length=1)]


class Phase(Record):
    """A step of a procedure in which operators send something; its limits are keys of legal figures, None without any.

    `warns` where a shorter time is not refused, or not before the value reaches `binds_from`; `repeats` where it may be
    held in rounds; `optional` where the buyer may leave it out; `minimum_candidates` are invited as long as enough are
    suitable (R2142-17; dir. 2014/24 art. 65).
    """

    phase: PhaseCode
    fr: Text
    en: Text
    article: Text
    days: FigureKey | None = None
    electronic: FigureKey | None = None
    reduced: Reduction | None = None
    warns: bool = False
    binds_from: FigureKey | None = None
    repeats: bool = False
    optional: bool = False
    open_to: Literal["everyone", "selected"] = "everyone"
    minimum_candidates: Annotated[int, Field(ge=1, le=20)] | None = None

    @model_validator(mode="after")
    def _shortens_something(self) -> "Phase":
        if self.days is None and (self.electronic or self.reduced):
            msg = f"the phase {self.phase!r} shortens a time limit that it does not have"
            raise ValueError(msg)
        return self

    def key(self, *, electronic: bool, reasons: Collection[Shortening] = ()) -> str | None:
        """The figure that applies; a reason that shortens more goes before the means of transmission."""
        if self.reduced and self.reduced.reasons.intersection(reasons):
            return self.reduced.days
        return (self.electronic if electronic else None) or self.days


class Standstill(Record):
    """The time between the rejection letters and the signature, by how the letters went (délai de suspension).

    It binds from the value `binds_from` on, or always.
    """

    electronic: FigureKey
    otherwise: FigureKey
    binds_from: FigureKey | None = None


class Condition(Record):
    """What must hold, beyond figures, for a procedure to be lawful; the buyer answers for it."""

    fr: Text
    en: Text
    article: Text


class Exemption(Record):
    """A reason to award without a call; `below` names the figure that the value stays under, by nature."""

    code: Code
    fr: Text
    en: Text
    article: Text
    natures: frozenset[Nature] = frozenset(Nature)
    below: Mapping[Nature, FigureKey] = {}

    def suits(self, nature: Nature) -> bool:
        """Whether a purchase of this nature may give the reason."""
        return nature in (self.below or self.natures)


class ProcedureRules(Document):
    """What the code de la commande publique says of one award procedure."""

    code: Procedure
    fr: Text
    en: Text
    article: Text
    formalised: bool
    competed: bool
    lots: Literal["divided", "free"]
    condition: Condition | None = None
    standstill: Standstill | None = None
    phases: Annotated[tuple[Phase, ...], Field(min_length=1)]
    reasons: tuple[Exemption, ...] = ()

    @model_validator(mode="after")
    def _agrees(self) -> "ProcedureRules":
        if self.formalised and self.standstill is None:
            msg = f"{self.code.value}: a formalised procedure has a standstill (R2182-1)"
            raise ValueError(msg)
        if len({reason.code for reason in self.reasons}) != len(self.reasons):
            msg = f"{self.code.value}: two reasons have the same code"
            raise ValueError(msg)
        return self

    def phase(self, code: PhaseCode) -> Phase | None:
        """The phase of this code, if the procedure has it."""
        return next((one for one in self.phases if one.phase == code), None)

    def reason(self, code: str) -> Exemption | None:
        """The reason of this code, if the closed list holds it."""
        return next((one for one in self.reasons if one.code == code), None)


class Notice(Record):
    """The shortest time from the notice to the end of its first phase, and whether a shorter one only warns."""

    phase: PhaseCode
    figure: legal.Figure
    warns: bool


@cache
def procedures() -> Mapping[Procedure, ProcedureRules]:
    """The rules of each procedure."""
    return {rules.code: rules for rules in read_folder("procedures", ProcedureRules)}


def shortest_notice(
    procedure: Procedure, *, on: date, electronic: bool = True, reasons: Collection[Shortening] = ()
) -> Notice | None:
    """The time that a notice published `on` that day must leave, or None where the law sets no time."""
    first = procedures()[procedure].phases[0]
    key = first.key(electronic=electronic, reasons=reasons)
    if key is None:
        return None
    return Notice(phase=first.phase, figure=legal.figure(key, on=on), warns=first.warns)
