"""Communes that exist, the largest of each département: code officiel géographique and population of 2021 (INSEE).

Post codes and coordinates (WGS 84, thousandths of a degree) are those of La Poste's base of post codes; Licence
Ouverte 2.0. Brittany has thirty in each département, Paris, Lyon and Marseille their arrondissements.
"""

import csv
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from benchmarks.register.plainly import plainly

FILE = Path(__file__).parent / "communes.csv"


@dataclass(frozen=True)
class Commune:
    """A commune with its INSEE code, in upper case and without accents as SIRENE writes it."""

    code: str
    name: str
    postcode: str
    population: int
    latitude: int
    longitude: int

    @property
    def department(self) -> str:
        """The code of its département."""
        return self.code[: 3 if self.code.startswith("97") else 2]


def _read() -> tuple[Commune, ...]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(
            Commune(
                row["code"],
                plainly(row["name"]),
                row["postcode"],
                int(row["population"]),
                int(row["latitude"]),
                int(row["longitude"]),
            )
            for row in csv.DictReader(file)
        )


COMMUNES = _read()
CUMULATED = tuple(accumulate(commune.population for commune in COMMUNES))
"""For drawing one by its population."""
