"""Who buys, bids, wins and is paid: organizations, by the register that numbers them (org-id.guide)."""

import hashlib
from collections.abc import Iterable

from contracts.offer_form import OfferMember
from contracts.vocabulary import Holder, Identifier, Scheme, SizeClass
from services.tenders.domain.ocds.words import Content, known

_REGISTER = {Scheme.SIRET: "FR-INSEE"}
"""Lists of the guide; what it has no list for keeps the name that French essential data give it."""
_SCALE = {SizeClass.TPE: "micro", SizeClass.PME: "sme", SizeClass.ETI: "large", SizeClass.GE: "large"}
"""The code list `partyScale`."""
Party = Content
Company = Holder | OfferMember


def identity(identifier: Identifier | None, name: str) -> str:
    """The id of an organization within a procedure; of one without a number, it comes from its name."""
    if identifier is None:
        return f"name-{hashlib.blake2b(name.encode(), digest_size=8).hexdigest()}"
    return f"{_REGISTER.get(identifier.scheme, identifier.scheme)}-{identifier.id}"


def buyer(siret: str, *roles: str) -> Party:
    """Who buys, as a party of the procedure."""
    number = Identifier(id=siret)
    return {"id": identity(number, ""), "identifier": _numbered(number), "roles": list(roles or ("buyer",))}


def company(one: Company, *roles: str) -> Party:
    """Who bids or wins, as a party of the procedure."""
    return known(
        id=identity(one.identifier, one.name),
        name=one.name,
        identifier=_numbered(one.identifier) if one.identifier else None,
        roles=list(roles),
        details=known(scale=_SCALE.get(one.size) if one.size else None),
        address=known(region=one.place.department, countryName=one.place.country) if one.place else None,
    )


def reference(party: Party) -> Party:
    """How the rest of a release names a party."""
    return {name: party[name] for name in ("id", "name") if name in party}


def references(companies: Iterable[Company]) -> list[Party]:
    """How the rest of a release names companies."""
    return [reference(company(one)) for one in companies]


def _numbered(number: Identifier) -> Party:
    return {"scheme": _REGISTER.get(number.scheme, str(number.scheme)), "id": number.id}
