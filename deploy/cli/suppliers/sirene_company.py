"""What SIRENE says of the company behind an establishment: its name, its brands, its size."""

from collections.abc import Collection, Iterator, Mapping

from contracts.vocabulary import SizeClass

_NAMES = ("denominationUniteLegale", "nomUniteLegale")
_FIRST_NAMES = ("prenomUsuelUniteLegale", "prenom1UniteLegale")
_SURNAMES = ("nomUsageUniteLegale", "nomUniteLegale")
_SIGNS = (
    "denominationUsuelleEtablissement",
    "enseigne1Etablissement",
    "enseigne2Etablissement",
    "enseigne3Etablissement",
    "sigleUniteLegale",
    "denominationUsuelle1UniteLegale",
    "denominationUsuelle2UniteLegale",
    "denominationUsuelle3UniteLegale",
)
"""How an establishment and its company also call themselves, the nearest to the door first."""
_SIZES = {"ETI": SizeClass.ETI, "GE": SizeClass.GE}
_UNDER_TEN = frozenset({"NN", "00", "01", "02", "03"})
"""Bands of staff (tranche d'effectifs) of a micro company: decree 2008-1354 art. 3."""
_NATURAL_PERSON = "1"
"""First digit of the legal forms of natural persons (catégorie juridique)."""
Cells = Mapping[str, str]


def named(heading: Collection[str]) -> bool:
    """Whether a file has columns for the names of legal units."""
    return not set(_NAMES).isdisjoint(heading)


def natural_person(cells: Cells) -> bool:
    """Whether the company is somebody (personne physique), by its legal form, or by a surname where none is told."""
    if form := cells.get("categorieJuridiqueUniteLegale"):
        return form.startswith(_NATURAL_PERSON)
    return "nomUniteLegale" in cells and "denominationUniteLegale" not in cells


def name_of(cells: Cells) -> str:
    """The company's name, that of the person who is it, or how the establishment calls itself; empty where unknown."""
    if name := cells.get("denominationUniteLegale", "").strip():
        return name
    if person := " ".join(filter(None, (_first(cells, _FIRST_NAMES), _first(cells, _SURNAMES)))):
        return person
    return _first(cells, _SIGNS)


def brands(cells: Cells, name: str) -> tuple[str, ...]:
    """Signs and usual names (enseignes, dénominations usuelles, sigle) other than the name, each once."""
    return tuple(dict.fromkeys(sign for sign in _told(cells, _SIGNS) if sign != name))


def size(cells: Cells) -> SizeClass | None:
    """The size class of the company; INSEE counts micro ones among the PME, its staff tells them apart."""
    category = cells.get("categorieEntreprise")
    if category != "PME":
        return _SIZES.get(category or "")
    staff = cells.get("trancheEffectifsUniteLegale") or cells.get("trancheEffectifsEtablissement")
    return SizeClass.TPE if staff in _UNDER_TEN else SizeClass.PME


def _told(cells: Cells, columns: tuple[str, ...]) -> Iterator[str]:
    return (said for column in columns if (said := cells.get(column, "").strip()))


def _first(cells: Cells, columns: tuple[str, ...]) -> str:
    return next(_told(cells, columns), "")
