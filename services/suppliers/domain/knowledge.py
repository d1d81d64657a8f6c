"""What a register adds to what is known of a supplier: a value replaces, silence keeps."""

from contracts.suppliers import SupplierState
from contracts.vocabulary import Place


def completed(known: SupplierState, said: SupplierState) -> SupplierState:
    """What is known after a register spoke.

    An absent value, an empty list, an identifier in the place of a name and "not a natural person" are silence:
    registers leave out what they do not record. A sole trader (personne physique) therefore stays one until an update
    says otherwise.
    """
    return said.model_copy(
        update={
            "name": known.name if said.name == said.identifier.id else said.name,
            "size": said.size or known.size,
            "place": _placed(known.place, said.place),
            "naf": said.naf or known.naf,
            "activities": said.activities or known.activities,
            "natural_person": said.natural_person or known.natural_person,
            "head_office": _placed(known.head_office, said.head_office),
            "turnover": said.turnover or known.turnover,
            "social_economy": known.social_economy if said.social_economy is None else said.social_economy,
            "inclusive": known.inclusive if said.inclusive is None else said.inclusive,
        }
    )


def _placed(known: Place | None, said: Place | None) -> Place | None:
    """A place that fits the known one adds to it; another one replaces it as a whole, for the supplier moved."""
    if known is None or said is None or not _fit(known, said):
        return said or known
    return said.model_copy(
        update={"commune": said.commune or known.commune, "department": said.department or known.department}
    )


def _fit(known: Place, said: Place) -> bool:
    """Whether two descriptions may be of one place: the code of a commune begins with that of its department."""
    commune, department = said.commune or known.commune, said.department or known.department
    return (
        said.country == known.country
        and said.commune in (None, known.commune or said.commune)
        and said.department in (None, known.department or said.department)
        and (commune is None or department is None or commune.startswith(department))
    )
