"""The holders of a contract: who they are by the contract's own word, else by the registry's."""

from dataclasses import dataclass
from fractions import Fraction

from tests.component.analytics.naive.ledger import Json, a_day
from tests.component.analytics.naive.money import portions, share
from tests.component.analytics.naive.places import Where, where
from tests.component.analytics.naive.suppliers import Registered, Registry, company, written


@dataclass(frozen=True)
class Holder:
    """One holder, and its part of the value."""

    identifier: str | None
    company: str | None
    name: str
    role: str
    is_lead: bool
    portion: Fraction
    size: str | None
    where: Where
    head: Where
    turnover: Fraction | None
    social_economy: bool | None
    inclusive: bool | None
    natural_person: bool
    payment_days: Fraction | None


def lead_of(roles: list[str]) -> int:
    """Who answers for all: alone or mandataire, the first where nobody is named so."""
    return next((number for number, role in enumerate(roles) if role != "member"), 0)


def holders_of(state: Json, registry: Registry) -> list[Holder]:
    said, day = state["holders"], a_day(state["notified_on"])
    parts, lead = portions([one["share"] for one in said]), lead_of([one["role"] for one in said])
    known = [registry.on(day, written(one["identifier"])) for one in said]
    return [_holder(one, parts[n], known[n], is_lead=n == lead) for n, one in enumerate(said)]


def _holder(said: Json, portion: Fraction, known: Registered, *, is_lead: bool) -> Holder:
    identifier = written(said["identifier"])
    place = where(said["place"])
    social, inclusive = said["social_economy"], said["inclusive"]
    return Holder(
        identifier=identifier,
        company=company(said["identifier"]),
        name=said["name"],
        role=said["role"],
        is_lead=is_lead,
        portion=portion,
        size=said["size"] or known.size,
        where=place if place.known else known.where,
        head=known.head,
        turnover=known.turnover,
        social_economy=known.social_economy if social is None else social,
        inclusive=known.inclusive if inclusive is None else inclusive,
        natural_person=said["natural_person"],
        payment_days=share(said["payment_days"]),
    )
