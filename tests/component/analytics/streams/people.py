"""Who buys and who sells: few enough that they meet again and again."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from stdnum import luhn

from contracts.offer_form import OfferMember
from contracts.suppliers import SupplierRegistered, SupplierState, SupplierUpdated
from contracts.vocabulary import Holder, Identifier, Place, Role, Scheme, SizeClass
from deploy.sample.identifiers import siret
from tests.component.analytics.streams.chronicle import Chronicle

REGION, CITY, MANDATARY = "23350001600040", "21350238800019", siret(90_001)
BUYERS = (REGION, REGION, REGION, CITY, MANDATARY)
PLACES = (
    Place(commune="35238"),
    Place(department="29"),
    Place(commune="22278", department="22"),
    Place(department="44"),
    Place(commune="97411"),
    Place(),
    Place(country="BE"),
    Place(country="CH"),
    None,
)
PAYMENT_DAYS = ("0", "19.53571", "30", "133.2")
FOREIGN = (Identifier(scheme=Scheme.TVA, id="BE0428759497"), Identifier(scheme=Scheme.OUTSIDE_EU, id="CHE-100.200.300"))


@dataclass(frozen=True)
class Company:
    """An establishment, and what is known of it where anything is said."""

    identifier: Identifier | None
    name: str
    size: SizeClass | None
    place: Place | None
    natural_person: bool


class People:
    """The companies of a stream."""

    def __init__(self, told: Chronicle) -> None:
        self.told = told
        identifiers = [Identifier(id=siret(number)) for number in range(1, 19)]
        seconds = [Identifier(id=second_establishment(one.id)) for one in identifiers[:3]]
        self.companies = [self._company(one) for one in (*identifiers, *seconds, *FOREIGN)]

    def _company(self, identifier: Identifier) -> Company:
        one = self.told.one
        size, natural = self.told.maybe(one(tuple(SizeClass)), 0.8), self.told.chance(0.1)
        return Company(identifier, f"Embregerezh {identifier.id[-5:]}", size, one(PLACES), natural)

    def several(self, most: int = 3) -> list[Company]:
        """Different companies: mostly one."""
        return self.told.random.sample(self.companies, self.told.one((1, 1, 1, 2, most)))

    def holders(self, companies: list[Company]) -> tuple[Holder, ...]:
        """The companies as holders of a contract; what the contract does not say is for the registry to say."""
        shares = self.told.one((None, None, "0.25", "0.5"))
        return tuple(
            self._holder(one, *self._part(number, len(companies), shares)) for number, one in enumerate(companies)
        )

    def _part(self, number: int, count: int, share: str | None) -> tuple[Role, str | None]:
        if count == 1:
            return Role.SOLE, None
        role = Role.LEAD if number == 0 and self.told.chance(0.8) else Role.MEMBER
        return role, share if self.told.chance(0.95) else None

    def _holder(self, company: Company, role: Role, share: str | None) -> Holder:
        maybe = self.told.maybe
        known: dict[str, Any] = {
            "identifier": maybe(company.identifier, 0.93),
            "social_economy": maybe(self.told.chance(0.3), 0.6),
            "inclusive": maybe(self.told.chance(0.2), 0.6),
            "payment_days": maybe(self.told.one(PAYMENT_DAYS), 0.4),
        }
        natural = company.natural_person
        return Holder(
            **known, name=company.name, role=role, share=share, size=maybe(company.size, 0.6),
            place=maybe(company.place, 0.7), natural_person=natural,
        )  # fmt: skip

    def members(self, companies: list[Company]) -> tuple[OfferMember, ...]:
        """The companies as those who bid together."""
        return tuple(
            OfferMember(
                identifier=one.identifier,
                name=one.name,
                role=Role.SOLE if len(companies) == 1 else Role.MEMBER if number else Role.LEAD,
                size=self.told.maybe(one.size, 0.7),
                place=self.told.maybe(one.place, 0.7),
                country=one.place.country if one.place else "FR",
            )
            for number, one in enumerate(companies)
        )

    def register(self) -> None:
        """What the registry tells of most of them, some more than once."""
        for company in self.companies:
            identity = self.told.identity()
            for version in range(self.told.one((0, 1, 1, 2, 3))):
                self._registered(company, identity, version)

    def _registered(self, company: Company, identity: UUID, version: int) -> None:
        maybe, chance = self.told.maybe, self.told.chance
        more: dict[str, Any] = {
            "head_office": maybe(self.told.one(PLACES), 0.5),
            "turnover": maybe(self.told.money(4, 6), 0.6),
            "social_economy": maybe(chance(0.3), 0.5),
            "inclusive": maybe(chance(0.3), 0.5),
        }
        size = maybe(company.size if chance(0.8) else self.told.one(tuple(SizeClass)), 0.8)
        place = company.place if chance(0.8) else self.told.one(PLACES)
        state = SupplierState(identifier=company.identifier, name=company.name, size=size, place=place, **more)
        kind = SupplierUpdated if version else SupplierRegistered
        self.told.tell(
            kind(supplier_id=identity, supplier=state), identity, identity, self.told.instant(self.told.day())
        )


def second_establishment(first: str) -> str:
    """Another SIRET of the same SIREN."""
    stem = first[:9] + "0002"
    return stem + luhn.calc_check_digit(stem)
