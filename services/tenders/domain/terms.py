"""What a tender says of itself, until publication freezes it."""

from dataclasses import dataclass

from chassis.errors import Unacceptable
from contracts.procedures import LotNotice
from contracts.vocabulary import Code, Cpv, Money, Nature, Nuts, Procedure, Siret, Technique, Text


class LotsMisnumbered(Unacceptable):
    """Lots are numbered 1, 2, 3 and so on."""


@dataclass(frozen=True)
class Terms:
    """The terms of a consultation (dossier de consultation), lots apart; `estimated_value` excludes VAT."""

    title: Text
    buyer: Siret
    department: Code
    area: Code
    procedure: Procedure
    nature: Nature
    cpv: Cpv
    estimated_value: Money
    technique: Technique = Technique.SIMPLE
    places: tuple[Nuts, ...] = ()


def must_be_numbered(lots: tuple[LotNotice, ...]) -> None:
    """Refuse lots that are not numbered from 1 without a gap, and a tender without any."""
    numbers = [lot.number for lot in lots]
    if not lots or numbers != list(range(1, len(lots) + 1)):
        raise LotsMisnumbered(numbers=numbers)
