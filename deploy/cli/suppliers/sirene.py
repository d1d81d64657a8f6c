"""INSEE's stock of establishments (SIRENE, StockEtablissement), with or without the columns of the legal unit.

Cells that say `[ND]` are hidden at the wish of the company (Code de commerce A123-96).
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache, partial
from typing import Any

from contracts.suppliers import Coordinates, SupplierState
from contracts.vocabulary import Place
from deploy.cli import places
from deploy.cli.lambert import coordinates
from deploy.cli.rows import too_long
from deploy.cli.suppliers.ledger import Ledger
from deploy.cli.suppliers.sirene_company import brands, name_of, named, natural_person, size
from deploy.cli.suppliers.state import supplier_of

HEADING = frozenset({"siret", "etatAdministratifEtablissement", "activitePrincipaleEtablissement"})
"""Columns by which the stock is known."""
COLUMNS: Mapping[str, str] = {
    "identifier": "siret",
    "name": "denominationUniteLegale",
    "naf": "activitePrincipaleEtablissement",
    "legal_form": "categorieJuridiqueUniteLegale",
    "staff_band": "trancheEffectifsEtablissement",
    "size": "categorieEntreprise",
    "commune": "codeCommuneEtablissement",
    "postcode": "codePostalEtablissement",
    "coordinates": "coordonneeLambertAbscisseEtablissement",
}
"""Where each field stands, for whoever reads the report."""
_HIDDEN = "[ND]"
_RULES = (
    ("etatAdministratifEtablissement", frozenset({"F"}), "closed (fermé)"),
    ("statutDiffusionEtablissement", frozenset({"N", "P"}), "its company objects to being shown (A123-96)"),
    ("statutDiffusionUniteLegale", frozenset({"N", "P"}), "its company objects to being shown (A123-96)"),
)
"""Rows that are left out: closed establishments, and those that may not be shown."""
_NAMELESS = "the file has no names of companies, the SIRET stands in their place"
_NAF = "NAFRev2"
_YES_OR_NO = {"O": True, "N": False}
_from_commune = lru_cache(maxsize=1 << 16)(places.from_commune)
Cells = Mapping[str, str]


def _told(cells: Cells, name: str) -> str:
    return cells.get(COLUMNS.get(name, name), "")


def is_sirene(heading: Sequence[str]) -> bool:
    """Whether a heading is that of the stock of establishments."""
    return set(heading) >= HEADING


class Sirene:
    """Reads the stock row by row."""

    def __init__(self, heading: Sequence[str], ledger: Ledger) -> None:
        self._heading, self._ledger = list(heading), ledger
        self._is_named = named(heading)

    def read(self, row: int, line: Sequence[str]) -> SupplierState | None:
        """The supplier of a row, or None where a rule leaves it out or, reported, where there is none."""
        self._ledger.rows += 1
        if reason := too_long(line, len(self._heading)):
            self._ledger.report(row, "row", reason, refused=True)
            return None
        cells = {column: cell for column, cell in zip(self._heading, line, strict=False) if cell and cell != _HIDDEN}
        if self._is_left_out(cells):
            return None
        told = partial(_told, cells)
        return supplier_of(self._fields(row, cells), row, self._ledger, told)

    def _is_left_out(self, cells: Cells) -> bool:
        for column, left_out, reason in _RULES:
            if (cell := cells.get(column, "")) in left_out:
                self._ledger.rule(column, cell, reason, refused=True)
                return True
        return False

    def _fields(self, row: int, cells: Cells) -> dict[str, Any]:
        siret, name = cells.get("siret", "").strip(), name_of(cells)
        if not name:
            self._miss_name(row)
        is_current = cells.get("nomenclatureActivitePrincipaleEtablissement", _NAF) == _NAF
        place = self._place(row, cells)
        return {
            "identifier": {"id": siret},
            "name": name or siret,
            "brands": brands(cells, name),
            "size": size(cells),
            "place": place,
            "head_office": place if cells.get("etablissementSiege") == "true" else None,
            "social_economy": _YES_OR_NO.get(cells.get("economieSocialeSolidaireUniteLegale", "")),
            "naf": cells.get("activitePrincipaleEtablissement") if is_current else None,
            "natural_person": natural_person(cells),
            "legal_form": cells.get("categorieJuridiqueUniteLegale"),
            "staff_band": cells.get("trancheEffectifsEtablissement"),
            "coordinates": self._coordinates(row, cells),
        }

    def _miss_name(self, row: int) -> None:
        """A file without the legal unit's columns names few establishments: that is said once for all of them."""
        if self._is_named:
            self._ledger.report(row, "name", "missing: the SIRET stands in its place")
        else:
            self._ledger.rule("name", "", _NAMELESS, refused=False)

    def _place(self, row: int, cells: Cells) -> Place | None:
        """Commune, else post code; the register gives no ISO code of a foreign country."""
        for column, read in (("commune", _from_commune), ("postcode", places.from_postcode)):
            if cell := cells.get(COLUMNS[column]):
                try:
                    return read(cell)
                except ValueError as error:
                    self._ledger.report(row, column, str(error), value=cell)
        return None

    def _coordinates(self, row: int, cells: Cells) -> Coordinates | None:
        """The point on the map, in metropolitan France: overseas has other grids."""
        east = cells.get("coordonneeLambertAbscisseEtablissement")
        north = cells.get("coordonneeLambertOrdonneeEtablissement")
        if not east or not north or cells.get("codeCommuneEtablissement", "97").startswith(("97", "98")):
            return None
        try:
            return coordinates(float(east), float(north))
        except ValueError as error:
            self._ledger.report(row, "coordinates", str(error), value=f"{east}, {north}")
            return None
