"""An invented register of building works, with what makes matching hard: vague codes, silent names, few repeats."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from stdnum import luhn

TRADES = {
    "45262500": ("Gros œuvre, maçonnerie", "Maçonnerie", "Constructions"),
    "45442100": ("Peinture, revêtements muraux", "Peintures", "Décors"),
    "45421000": ("Menuiseries intérieures bois", "Menuiserie", "Agencements"),
    "45421100": ("Menuiseries extérieures aluminium", "Fermetures", "Alu"),
    "45311000": ("Électricité courants forts et faibles", "Électricité", "Elec"),
    "45331000": ("Chauffage, ventilation, plomberie", "Chauffage", "Énergies"),
    "45261000": ("Charpente, couverture, étanchéité", "Couverture", "Toitures"),
    "45432000": ("Revêtements de sols souples, carrelage", "Carrelage", "Sols"),
    "45112500": ("Terrassement, voirie, réseaux divers", "Terrassement", "TP"),
    "45111100": ("Démolition, désamiantage", "Démolition", "Environnement"),
}
VAGUE = "45210000"
WORKS = ("Rénovation de l'école", "Extension de la mairie", "Construction du gymnase", "Restructuration du collège")
DEPARTMENTS = ("22", "29", "35", "56", "44", "49", "53", "72", "85", "14", "50", "61", "27", "76", "28", "37")
MAPPING = """
mapping: 1
contract: {buyer: buyer, reference: id, title: title, cpv: cpv, initial: amount, notified_on: day, place: place}
holders: {name: name, identifier: siret, department: department, size: size}
"""


@dataclass(frozen=True)
class Company:
    """A supplier with its trade and home; `weight` is how often it wins."""

    siret: str
    name: str
    trade: str
    department: str
    size: str
    weight: float


def siret(number: int) -> str:
    """A valid SIRET for a number."""
    siren = f"{number:08d}"
    siren += luhn.calc_check_digit(siren)
    return f"{siren}0001" + luhn.calc_check_digit(f"{siren}0001")


def _company(number: int, random: Random) -> Company:
    trade = random.choice(list(TRADES))
    surname = f"{random.choice('BCDFGLMNPRST')}{random.choice(['ert', 'alec', 'onnec', 'ubois', 'iniou'])}{number}"
    name = f"{random.choice(TRADES[trade][1:])} {surname}" if random.random() < 0.45 else f"SARL {surname}"
    size = random.choices(["tpe", "pme", "eti", "ge"], [60, 32, 6, 2])[0]
    return Company(siret(10_000_000 + number), name, trade, random.choice(DEPARTMENTS), size, random.paretovariate(1.3))


def _rows(contracts: int, companies: int, random: Random) -> Iterator[dict[str, object]]:
    known = [_company(number, random) for number in range(companies)]
    buyers = [(siret(20_000_000 + number), random.choice(DEPARTMENTS)) for number in range(contracts // 8)]
    loyal: dict[str, set[str]] = {}
    for number in range(contracts):
        buyer, home = random.choice(buyers)
        trade = random.choice(list(TRADES))
        able = [each for each in known if each.trade == trade]
        near = {each.siret: 1.0 if each.department == home else 0.03 for each in able}
        chances = [each.weight * near[each.siret] * (10 if each.siret in loyal.get(buyer, ()) else 1) for each in able]
        winner = random.choices(able, chances)[0]
        loyal.setdefault(buyer, set()).add(winner.siret)
        said = f" - lot : {TRADES[trade][0]}" if random.random() < 0.7 else ""
        yield {
            "id": number,
            "buyer": buyer,
            "title": f"{random.choice(WORKS)} {random.randrange(900)}{said}",
            "cpv": VAGUE if random.random() < 0.5 else trade,
            "amount": f"{random.lognormvariate(11, 1.1):.2f}",
            "day": date(2024, 7, 1) + timedelta(days=number * 184 // contracts),
            "place": home,
            "name": winner.name,
            "siret": winner.siret,
            "department": winner.department,
            "size": winner.size,
        }


def write_register(folder: Path, *, contracts: int, companies: int, seed: int = 1) -> tuple[Path, Path]:
    """A register and its mapping."""
    rows = list(_rows(contracts, companies, Random(seed)))
    file, mapping = folder / "register.csv", folder / "register.yaml"
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    mapping.write_text(MAPPING, encoding="utf-8")
    return file, mapping
