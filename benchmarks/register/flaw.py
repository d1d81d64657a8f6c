"""Errors on demand: what registers get wrong, planted in some rows."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from random import Random

from benchmarks.register.row import COLUMN, Row

_SIRET = COLUMN["siret"]
_NAMES = ("denominationUniteLegale", "nomUniteLegale", "prenom1UniteLegale", "enseigne1Etablissement")
_FALSE = str.maketrans("0123456789", "1234567890")


def _miswrite(row: Row) -> None:
    row[_SIRET] = row[_SIRET][:-1] + row[_SIRET][-1].translate(_FALSE)


def _shorten(row: Row) -> None:
    row[_SIRET] = row[_SIRET][:-2]


def _unname(row: Row) -> None:
    for column in _NAMES:
        row[COLUMN[column]] = ""


def _misplace(row: Row) -> None:
    row[COLUMN["codeCommuneEtablissement"]] = "99138"


def _misclass(row: Row) -> None:
    row[COLUMN["activitePrincipaleEtablissement"]] = "BTP"


FLAWS: Mapping[str, Callable[[Row], None]] = {
    "wrong-siret": _miswrite,
    "short-siret": _shorten,
    "no-name": _unname,
    "foreign-commune": _misplace,
    "wrong-naf": _misclass,
}
"""What may be planted, by name."""
LEFT_OUT = frozenset({"wrong-siret", "short-siret"})
"""Flaws without which there is no supplier; of the others the rest of the row goes in."""


def flawed(rows: Iterable[Row], share: float, seed: int) -> Iterator[tuple[Row, str]]:
    """Every row, with the name of the flaw that was planted in it, or nothing; in `share` of them, exactly in order."""
    random, due = Random(seed), 0.0  # noqa: S311 - invented, not secret
    names = tuple(FLAWS)
    for row in rows:
        due += share
        if due < 1:
            yield row, ""
            continue
        due -= 1
        name = names[int(random.random() * len(names))]
        FLAWS[name](row)
        yield row, name
