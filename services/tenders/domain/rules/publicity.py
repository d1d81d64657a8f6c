"""Where a need has to be advertised: CCP R2131-12, R2131-16."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from contracts.reference import legal
from contracts.reference.procedures import procedures
from contracts.vocabulary import Procedure
from services.tenders.domain.rules.need import Need, Parts, is_social, value_of


class Level(StrEnum):
    """How widely: nowhere, freely chosen, BOAMP or a legal paper, or BOAMP and the EU journal."""

    NONE = "none"
    FREE = "free"
    JOURNAL = "journal"
    EU_JOURNAL = "eu-journal"


@dataclass(frozen=True)
class Publicity:
    """A level of publicity, and the article that asks for it (publicité préalable)."""

    level: Level
    article: str


def publicity_of(need: Need, lots: Parts, *, on: date) -> Publicity:
    """The publicity that a need calls for, by its procedure and value on the day of launch."""
    if need.procedure is Procedure.WITHOUT_PUBLICITY:
        return Publicity(Level.NONE, "CCP L2122-1")
    if procedures()[need.procedure].formalised:
        return Publicity(Level.EU_JOURNAL, "CCP R2131-16")
    if need.procedure is Procedure.CONCESSION:
        return _of_concession(need, lots, on)
    if is_social(need):
        return _of_social_services(need, lots, on)
    return _of_adapted(need, lots, on)


def _of_adapted(need: Need, lots: Parts, on: date) -> Publicity:
    journal = legal.figure("publicity.journal", on=on)
    return Publicity(Level.FREE if value_of(need, lots) < journal.value else Level.JOURNAL, journal.source)


def _of_social_services(need: Need, lots: Parts, on: date) -> Publicity:
    """Freely chosen, until the EU journal at 750,000 EUR (dir. 2014/24 art. 74, 75)."""
    threshold = legal.figure("formalised.social-services", on=on)
    if value_of(need, lots) < threshold.value:
        return Publicity(Level.FREE, "CCP R2123-1 3°")
    return Publicity(Level.EU_JOURNAL, threshold.source)


def _of_concession(need: Need, lots: Parts, on: date) -> Publicity:
    threshold = legal.figure("formalised.concessions", on=on)
    if value_of(need, lots) < threshold.value:
        return Publicity(Level.JOURNAL, "CCP R3126-4")
    return Publicity(Level.EU_JOURNAL, f"CCP R3122-2; {threshold.source}")
