"""What a register adds to what is known of a supplier: a value replaces, silence keeps."""

from collections.abc import Collection

from contracts.suppliers import SupplierState
from contracts.vocabulary import Place


def completed(known: SupplierState, said: SupplierState, kept: Collection[str] = ()) -> SupplierState:
    """What is known after a register spoke, but for the fields that are `kept` as they are.

    An absent value, an empty list, an identifier in the place of a name and "not a natural person" are silence:
    registers leave out what they do not record. A sole trader (personne physique) therefore stays one until an update
    says otherwise.
    """
    told = {name: value for name, value in said if not _is_silent(name, value)}
    told["place"] = _placed(known.place, said.place)
    told["head_office"] = _placed(known.head_office, said.head_office)
    if said.name == said.identifier.id:
        told.pop("name")
    return known.model_copy(update={name: value for name, value in told.items() if name not in kept})


def _is_silent(name: str, value: object) -> bool:
    return value in (None, ()) or (name == "natural_person" and not value)


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
