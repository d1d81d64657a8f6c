"""What a tender says of itself, until publication freezes it."""

from collections.abc import Collection

from chassis.errors import Unacceptable
from contracts.vocabulary import Code, Cpv, Money, Nature, Nuts, Procedure, Siret, Technique, Text, Word

_CURE = "The code that `field` names is not in the reference data; those that are, are listed in `known`."


class DepartmentUnknown(Unacceptable):
    """No operational department has this code."""


class AreaUnknown(Unacceptable):
    """No purchase area has this code."""


class Terms(Word):
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


def must_be_known(terms: Terms, *, departments: Collection[Code], areas: Collection[Code]) -> None:
    """Refuse a department or a purchase area that is not one of the buyer's, and say which are."""
    if terms.department not in departments:
        raise DepartmentUnknown(_CURE, field="department", known=sorted(departments))
    if terms.area not in areas:
        raise AreaUnknown(_CURE, field="area", known=sorted(areas))
