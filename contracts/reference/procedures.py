"""Award procedures as data: whether formalised, whether competed, and their shortest time limits."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Literal

from contracts.reference import legal
from contracts.reference.document import Document, Record, read
from contracts.vocabulary import Procedure, Text

Phase = Literal["requests", "tenders"]


class TimeLimit(Record):
    """The shortest time for one phase, as keys of legal figures; `warns` where a shorter one is not refused."""

    phase: Phase
    days: legal.Key
    electronic: legal.Key | None = None
    reduced: legal.Key | None = None
    warns: bool = False

    def key(self, *, electronic: bool, reduced: bool) -> str:
        """The figure that applies; the reduced time excludes the electronic one."""
        shortened = (self.reduced if reduced else None) or (self.electronic if electronic else None)
        return shortened or self.days


class ProcedureRules(Record):
    """What the code de la commande publique says of one award procedure."""

    code: Procedure
    fr: Text
    en: Text
    article: Text
    formalised: bool
    competed: bool
    limits: tuple[TimeLimit, ...]


class ProcedureDocument(Document):
    """Every award procedure."""

    procedures: tuple[ProcedureRules, ...]


class Notice(Record):
    """The shortest time from the notice to the end of its first phase, and whether a shorter one only warns."""

    phase: Phase
    figure: legal.Figure
    warns: bool


@cache
def procedures() -> Mapping[Procedure, ProcedureRules]:
    """The rules of each procedure."""
    return {rules.code: rules for rules in read("procedures.yaml", ProcedureDocument).procedures}


def shortest_notice(procedure: Procedure, *, on: date, electronic: bool = True, reduced: bool = False) -> Notice | None:
    """The time that a notice published `on` that day must leave, or None where the law sets no time."""
    limits = procedures()[procedure].limits
    if not limits:
        return None
    first = limits[0]
    figure = legal.figure(first.key(electronic=electronic, reduced=reduced), on=on)
    return Notice(phase=first.phase, figure=figure, warns=first.warns)
