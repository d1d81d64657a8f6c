"""A supplier: what it does and where, what it can prove, what it holds, and how often its bids won."""

from http import HTTPStatus
from typing import Any

from gateway.web import acting
from gateway.web.deeds import Deed, done, forms_of, words
from gateway.web.door import Refused
from gateway.web.marketplace import names
from gateway.web.observatory.company import by_year
from gateway.web.principal import Principal, own_siren, principal
from gateway.web.sourcing import named
from gateway.web.sourcing.remarks import DEEDS as REMARKS
from gateway.web.sourcing.remarks import remarks
from gateway.web.visit import Answered, Moved, Page, Visit

_SIREN = 9
_UNSAID = dict.fromkeys(
    ("size", "place", "insolvent", "social_economy", "inclusive", "verified_at", "suspended_until", "merged_into")
)
"""What the register leaves out where nobody says it."""


CLAIM = Deed("claim", ("profile:write",), frozenset(), "/suppliers/{id}/claims", words("evidence"))
DEEDS = (*REMARKS, CLAIM)
_NOBODY = Principal("", None, frozenset())


async def show(visit: Visit) -> Answered:
    """The page of a supplier; raises `Refused` where it is unknown."""
    return await _page(visit)


async def do(visit: Visit) -> Answered:
    """Note, like, leave out or list the supplier, or claim its profile; the page again where that is refused."""
    name, answer = await done(visit, "", DEEDS)
    if isinstance(answer, acting.Wrong):
        return await _page(visit, name, answer, 422)
    return Moved(visit.link(f"/suppliers/{visit.given('id')}", done=name))


async def _page(visit: Visit, failed: str = "", wrong: acting.Wrong = acting.FINE, code: int = 200) -> Answered:
    path = f"/suppliers/{visit.given('id')}"
    known = await visit.api.send("GET", f"{path}/profile")
    if known.status == HTTPStatus.NOT_FOUND and (company := await _observed(visit)):
        return Moved(company)
    if not known.is_good:
        raise Refused(known)
    profile = _UNSAID | known.document()
    figures = profile.get("figures")
    who = await principal(visit) if visit.visitor else _NOBODY
    is_own = who.may(*CLAIM.scopes) and await _speaks(visit, path, profile)
    shown = {
        "supplier": profile,
        "number": named.number(profile["identifier"]),
        "place": named.place(visit, profile.get("place")),
        "offers": [_offer(visit, one) for one in profile.get("offers") or []],
        "trades": _trades(visit, profile),
        "certificates": (profile.get("certificates") or {"items": []})["items"],
        "awards": [_award(visit, one) for one in (profile.get("awards") or {"items": []})["items"]],
        "figures": figures,
        "years": by_year(visit, figures["years"]) if figures else None,
        "own": profile.get("own"),
        "is_own": is_own,
        "may_claim": who.may(*CLAIM.scopes) and not is_own,
        "may_verify": who.may("suppliers:verify"),
        "linked": _linked(profile),
    }
    return Page("sourcing/supplier.html", shown | await remarks(visit, who) | forms_of(visit, failed, wrong), code)


async def _speaks(visit: Visit, path: str, profile: dict[str, Any]) -> bool:
    """Whether the visitor's key speaks for the company: of its own SIREN, or by a claim that was granted."""
    if own_siren(visit) == profile["identifier"]["id"][:_SIREN]:
        return True
    return await visit.api.find(f"{path}/provenance") is not None


async def _observed(visit: Visit) -> str | None:
    """The observatory's page of a company that holds contracts and is not in the register; None where there is none."""
    number = visit.given("id")
    company = number[:_SIREN] if number.isdecimal() else number
    found = await visit.api.find(f"/observatory/suppliers/{company}")
    return visit.link(f"/observatory/suppliers/{company}") if found else None


def _offer(visit: Visit, offer: dict[str, Any]) -> tuple[str, str, str, str]:
    """What is offered, in the supplier's words, where, and up to how much."""
    coverage = offer.get("coverage") or {}
    where = [named.department(visit, one) for one in coverage.get("departments") or []]
    if radius := coverage.get("radius_km"):
        where.append(str(visit.language.t("supplier.radius", km=visit.language.number(radius)).unescape()))
    return (
        names.division(visit.language, offer["cpv"]),
        offer.get("text") or "",
        str(visit.language.listed(where).unescape()) if where else "",
        visit.language.money(offer.get("capacity")),
    )


def _trades(visit: Visit, profile: dict[str, Any]) -> list[str]:
    """Fields in which it works, beside those that it says more of."""
    told = {names.division(visit.language, one["cpv"]) for one in profile.get("offers") or []}
    found = dict.fromkeys(names.division(visit.language, code) for code in profile.get("activities") or [])
    return [one for one in found if one not in told]


def _award(visit: Visit, award: dict[str, Any]) -> dict[str, Any]:
    return award | {"buyer_name": names.buyer(visit.language, award["buyer"])}


def _linked(profile: dict[str, Any]) -> dict[str, Any]:
    """The company in the words of schema.org."""
    identifier = profile["identifier"]
    known = {"@context": "https://schema.org", "@type": "Organization", "name": profile["name"]}
    return known | {"identifier": f"{identifier.get('scheme', 'SIRET')}:{identifier['id']}"}
