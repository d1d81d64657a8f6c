"""Who could complement whom, for the codes of the lots of a tender."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from chassis.errors import Conflict
from contracts.reference.regions import region_by_department
from contracts.vocabulary import Cpv, DepartmentCode, Identifier
from services.suppliers.domain.matching.tables import agreeing

DIGITS = 4
"""First digits of the CPV by which a supplier does what a lot asks: its category."""


class PartnersNotShown(Conflict):
    """Only who agreed to be shown to others is shown them."""


@dataclass(frozen=True)
class Profile:
    """What partners know of each other: codes of activities and of past contracts, and the départements served."""

    id: UUID
    identifier: Identifier
    name: str
    company: str
    codes: frozenset[Cpv]
    departments: frozenset[DepartmentCode]

    def covers(self, code: Cpv) -> bool:
        """Whether it does what a code asks."""
        return any(agreeing(code, own) >= DIGITS for own in self.codes)


@dataclass(frozen=True)
class Partner:
    """A supplier that does what is lacking: which of the codes asked, and whether it serves the very département."""

    profile: Profile
    adds: tuple[Cpv, ...]
    nearby: bool


def partners(
    own: Profile, others: Sequence[Profile], codes: Sequence[Cpv], department: DepartmentCode | None
) -> list[Partner]:
    """Those who cover codes that one does not, in the area: the département's region; who adds most comes first."""
    lacking = tuple(code for code in dict.fromkeys(codes) if not own.covers(code))
    found = [_partner(other, lacking, department) for other in others if other.company != own.company]
    useful = [one for one in found if one.adds and _is_in_area(one.profile, department)]
    return sorted(useful, key=lambda one: (-len(one.adds), not one.nearby, one.profile.name, str(one.profile.id)))


def _partner(other: Profile, lacking: Sequence[Cpv], department: DepartmentCode | None) -> Partner:
    adds = tuple(code for code in lacking if other.covers(code))
    return Partner(other, adds, nearby=department is not None and department in other.departments)


def _is_in_area(profile: Profile, department: DepartmentCode | None) -> bool:
    if department is None or department in profile.departments:
        return True
    regions = region_by_department()
    region = regions.get(department)
    return region is not None and any(regions.get(one) == region for one in profile.departments)
