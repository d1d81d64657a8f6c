"""Registers of suppliers as files, and what reading them gives."""

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

from contracts.suppliers import SupplierState
from deploy.cli.reading import Finding
from deploy.cli.suppliers.ledger import Ledger
from deploy.cli.suppliers.mapping import SupplierMapping
from deploy.cli.suppliers.opening import open_suppliers

SIRET, OTHER = "79878508500035", "35600000000048"
UNIT = {
    "denominationUniteLegale": "LE FORUM DU LIVRE",
    "categorieEntreprise": "PME",
    "trancheEffectifsUniteLegale": "02",
}
ESTABLISHMENT = {
    "siret": SIRET,
    "statutDiffusionEtablissement": "O",
    "trancheEffectifsEtablissement": "02",
    "codePostalEtablissement": "35000",
    "codeCommuneEtablissement": "35238",
    "etatAdministratifEtablissement": "A",
    "activitePrincipaleEtablissement": "47.61Z",
    "nomenclatureActivitePrincipaleEtablissement": "NAFRev2",
}


def sirene(path: Path, *rows: Mapping[str, str], unit: bool = True) -> Path:
    """A stock of establishments, each like the first but for what it names."""
    whole = [{**ESTABLISHMENT, **(UNIT if unit else {}), **row} for row in rows]
    heading = list(dict.fromkeys(name for row in whole for name in row))
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, heading, restval="")
        writer.writeheader()
        writer.writerows(whole)
    return path


def read(path: Path, mapping: SupplierMapping | None = None) -> tuple[list[SupplierState], list[Finding], Ledger]:
    """The suppliers of a file, and what is found wrong."""
    ledger = Ledger()
    with open_suppliers(path, mapping, ledger) as file:
        states = [state for _, state in file.suppliers]
    return states, list(ledger.findings()), ledger


def reported(findings: Iterable[Finding]) -> list[tuple[int, str, str, bool]]:
    """Row, field, value and whether the row was refused, of each finding."""
    return [(each.row, each.field, each.value, each.refused) for each in findings]
