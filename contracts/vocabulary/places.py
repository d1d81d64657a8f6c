"""Where things are: territorial units, communes, départements, countries."""

from typing import Annotated

from pydantic import StringConstraints

from contracts.vocabulary.word import Word

Nuts = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}[0-9A-Z]{0,3}$")]
"""Territorial unit, level 0 to 3 (Reg. 1059/2003)."""
CommuneCode = Annotated[str, StringConstraints(pattern=r"^(0[1-9]|[13-8][0-9]|2[1-9AB]|9[0-578])[0-9]{3}$")]
"""INSEE code of a commune (code officiel géographique); 99xxx are foreign countries and refused."""
DepartmentCode = Annotated[str, StringConstraints(pattern=r"^(0[1-9]|[13-8][0-9]|2[1-9AB]|9[0-5]|9[78][0-9])$")]
"""Code of a French département, or of a territory overseas (975, 98x)."""
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
"""ISO 3166-1 alpha-2."""


class Place(Word):
    """Where an establishment is, as precisely as its source says; `department` follows from `commune` or post code."""

    commune: CommuneCode | None = None
    department: DepartmentCode | None = None
    country: Country = "FR"
