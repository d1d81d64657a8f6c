"""A row of the stock of establishments, with the columns of the legal unit beside it."""

from collections.abc import Iterator
from functools import cache
from itertools import islice
from random import Random

from benchmarks.register import staff
from benchmarks.register.company import Company, commune, companies
from benchmarks.register.lambert import metres
from benchmarks.register.numbers import FIRST, siret
from benchmarks.register.place import Commune

HEADING = (
    "siren",
    "nic",
    "siret",
    "statutDiffusionEtablissement",
    "dateCreationEtablissement",
    "trancheEffectifsEtablissement",
    "etablissementSiege",
    "categorieJuridiqueUniteLegale",
    "denominationUniteLegale",
    "nomUniteLegale",
    "prenom1UniteLegale",
    "economieSocialeSolidaireUniteLegale",
    "trancheEffectifsUniteLegale",
    "categorieEntreprise",
    "codePostalEtablissement",
    "libelleCommuneEtablissement",
    "codeCommuneEtablissement",
    "coordonneeLambertAbscisseEtablissement",
    "coordonneeLambertOrdonneeEtablissement",
    "etatAdministratifEtablissement",
    "enseigne1Etablissement",
    "denominationUsuelleEtablissement",
    "activitePrincipaleEtablissement",
    "nomenclatureActivitePrincipaleEtablissement",
)
Row = list[str]
"""Cells in the order of the heading."""
COLUMN = {name: place for place, name in enumerate(HEADING)}
_SIGN = 0.08
"""Part of the establishments that have a sign (enseigne)."""
_SPREAD_METRES = 6000


def rows(count: int, seed: int, first: int = FIRST) -> Iterator[Row]:
    """So many establishments of active companies, the same for one seed, in the order of their numbers from `first`."""
    return islice(_rows(Random(seed), first), count)  # noqa: S311 - invented, not secret


def _rows(random: Random, first: int) -> Iterator[Row]:
    for company, establishments in companies(random, first):
        for number in range(1, establishments + 1):
            yield _row(company, number, random)


def _row(company: Company, number: int, random: Random) -> Row:
    where = company.home if number == 1 else commune(random)
    own = siret(company.siren, number)
    band = company.band if number == 1 else min(company.band, "11")
    sign = f"{company.activity.words[0]} DU CENTRE" if random.random() < _SIGN else ""
    return [
        company.siren,
        own[9:],
        own,
        "O",
        company.created,
        band,
        "true" if number == 1 else "false",
        company.form,
        company.name,
        company.surname,
        company.first_name,
        company.social_economy,
        company.band,
        staff.category(company.band),
        where.postcode,
        where.name,
        where.code,
        *_point(where, random),
        "A",
        sign,
        "",
        company.activity.naf,
        "NAFRev2",
    ]


@cache
def _centre(where: Commune) -> tuple[float, float] | None:
    """The middle of a commune on the French grid; overseas has others."""
    return None if where.code.startswith("97") else metres(where.latitude / 1000, where.longitude / 1000)


def _point(where: Commune, random: Random) -> tuple[str, str]:
    """A point within three kilometres of the middle, as SIRENE writes it."""
    centre = _centre(where)
    if centre is None:
        return "", ""
    east, north = ((random.random() - 0.5) * _SPREAD_METRES for _ in range(2))
    return f"{centre[0] + east:.2f}", f"{centre[1] + north:.2f}"
