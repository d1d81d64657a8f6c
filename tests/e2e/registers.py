"""A register of the past with invented contracts, as a CSV file."""

import csv
from pathlib import Path

from deploy.sample.identifiers import siret

BUYER = siret(99_001)
HEADER = [
    "id",
    "acheteur_siret",
    "objet",
    "cpv",
    "procedure",
    "nature",
    "montant_prevu",
    "montant_initial_ht",
    "montant_modifie_ht",
    "date_notification",
    "duree_mois",
    "titulaire_nom",
    "titulaire_siret",
    "role",
    "titulaire_insee",
    "titulaire_cp",
    "delai_moyen_mandatement_jours",
]
MAPPING = "region_bretagne_2019"
RENNES, PARIS = ("35238", "35000"), ("75056", "75001")


def a_register(path: Path, contracts: int) -> Path:
    """A register in which every third contract goes to Paris, each fifth has two holders, and row 4 has no SIRET.

    Of each contract the first holder alone waited for its payments: as many days as its number says, and an eighth.
    """
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for number in range(1, contracts + 1):
            for member in range(2 if number % 5 == 0 else 1):
                writer.writerow(_row(number, member))
    return path


def _row(number: int, member: int) -> tuple[object, ...]:
    commune, postcode = PARIS if number % 3 == 0 else RENNES
    holder = "" if number == 4 else siret(1 + (number * 7 + member) % 500)
    day = f"{2020 + number % 4}-{1 + number % 12:02}-{1 + number % 28:02}"
    words = ("Procédure adaptée" if number % 2 else "Appel d'offres ouvert", "Marché simple")
    money = (f"{number * 1000}.00", f"{number * 990}.50", "")
    role = "MA" if number % 5 == 0 and member == 0 else "TI"
    place = (holder, role, commune, postcode)
    waited = "" if member else f"{number}.125"
    return (
        f"M{number:05}",
        BUYER,
        f"Contract {number}",
        "45000000",
        *words,
        *money,
        day,
        12,
        f"Firm {number}-{member}",
        *place,
        waited,
    )
