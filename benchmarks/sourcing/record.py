"""Contracts that invented companies held: one supplier of eight has a record, a few have a long one."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from uuid import UUID

from benchmarks.register.company import Commune
from deploy.sample.identifiers import siret

COLUMNS = (
    "contract_id",
    "ordinal",
    "supplier_id",
    "company",
    "buyer",
    "title",
    "notified_on",
    "cpv",
    "department",
    "amount",
)
BUYERS = tuple(siret(number) for number in range(90_001, 90_401))
"""Four hundred buyers."""
_AWARDED = 0.125
_FIRST, _DAYS = date(2019, 1, 1), 2_700
_OBJECTS: dict[str, tuple[tuple[str, str], ...]] = {
    "41": (("45210000", "Construction de bâtiments"), ("45214200", "Construction d'un groupe scolaire")),
    "42": (("45233140", "Travaux de voirie"), ("45232410", "Travaux d'assainissement")),
    "43": (
        ("45442100", "Travaux de peinture"),
        ("45311000", "Travaux d'électricité"),
        ("45331000", "Chauffage, ventilation et plomberie"),
        ("45261210", "Couverture et charpente"),
    ),
    "46": (("39130000", "Fourniture de mobilier"), ("33140000", "Fournitures médicales")),
    "47": (("30190000", "Fournitures de bureau"), ("15000000", "Denrées alimentaires")),
    "49": (("60130000", "Transport scolaire"),),
    "56": (("55524000", "Restauration collective"),),
    "62": (("72260000", "Maintenance de logiciels"), ("72400000", "Hébergement informatique")),
    "71": (("71240000", "Maîtrise d'œuvre"), ("71317000", "Coordination sécurité et santé")),
    "73": (("79340000", "Campagne de communication"),),
    "80": (("79710000", "Gardiennage"),),
    "81": (("90910000", "Nettoyage de locaux"), ("77310000", "Entretien d'espaces verts")),
    "85": (("80500000", "Formation professionnelle"),),
    "88": (("85300000", "Accompagnement social"),),
}
_OTHERS = (("79000000", "Prestations de services"), ("50000000", "Entretien et réparation"))
WHERE = ("du lycée", "du collège", "de la mairie", "du port", "de l'hôpital", "de la médiathèque", "du campus")
Row = tuple[Any, ...]


TRADES = (*_OBJECTS.values(), _OTHERS)
"""All that is sold, by trade: codes and words."""


def objects(naf: str) -> tuple[tuple[str, str], ...]:
    """What companies of a class of the NAF sell to public buyers: codes of the CPV, and words."""
    return _OBJECTS.get(naf[:2], _OTHERS)


def record(supplier: UUID, company: str, naf: str, home: Commune, random: Random) -> Iterator[Row]:
    """The contracts of a supplier, in the columns of the table."""
    if random.random() >= _AWARDED:
        return
    for _ in range(min(int(random.paretovariate(0.9)), 300)):
        code, words = random.choice(objects(naf))
        yield (
            UUID(int=random.getrandbits(128)),
            1,
            supplier,
            company,
            BUYERS[int(len(BUYERS) * random.random() ** 2)],
            f"{words} {random.choice(WHERE)} de {home.name.title()}",
            _FIRST + timedelta(int(random.random() * _DAYS)),
            code,
            home.department if random.random() < 0.8 else None,
            Decimal(round(random.lognormvariate(10.6, 1.4), 2)).quantize(Decimal("0.01")),
        )
