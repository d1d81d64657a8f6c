"""A supplier as those see it who keep the registry: who said what, what is to be checked, which entries are one."""

from typing import Any

from gateway.web import acting
from gateway.web.deeds import Deed, done, forms_of, words
from gateway.web.sourcing import named
from gateway.web.visit import Answered, Moved, Page, Visit

_VERIFIES = ("suppliers:verify",)
_ANY: frozenset[str] = frozenset()


def _merger(visit: Visit) -> dict[str, Any]:
    """The other entry is merged into this one."""
    return {"into": named.identifier(visit.given("id")), "reason": acting.said(visit, "reason")}


DEEDS = (
    Deed("verification", _VERIFIES, _ANY, "/suppliers/{id}/verification", words("evidence")),
    Deed("suspension", _VERIFIES, _ANY, "/suppliers/{id}/suspension", words("reason", "until")),
    Deed("reinstatement", _VERIFIES, _ANY, "/suppliers/{id}/reinstatement", words("reason")),
    Deed("certificate", _VERIFIES, _ANY, "/suppliers/{id}/certificates/{of}/verification"),
    Deed("merger", _VERIFIES, _ANY, "/suppliers/{of}/merger", _merger),
    Deed("grant", _VERIFIES, _ANY, "/supplier-claims/{of}/grant", words("reason")),
    Deed("refusal", _VERIFIES, _ANY, "/supplier-claims/{of}/refusal", words("reason")),
    Deed("revocation", _VERIFIES, _ANY, "/supplier-claims/{of}/revocation", words("reason")),
)


async def show(visit: Visit) -> Answered:
    """The entry; raises `Refused` for who does not keep the registry."""
    return await _page(visit)


async def _page(visit: Visit, failed: str = "", wrong: acting.Wrong = acting.FINE, code: int = 200) -> Page:
    path = f"/suppliers/{visit.given('id')}"
    supplier, told, certificates, duplicates, claims = await visit.api.get_all(
        (path, {}), (f"{path}/provenance", {}), (f"{path}/certificates", {"limit": 100}),
        (f"{path}/duplicates", {}), ("/supplier-claims", {"limit": 200}),
    )  # fmt: skip
    shown = {
        "supplier": {"verified_at": None} | supplier,
        "number": visit.given("id"),
        "told": sorted(told["fields"].items()),
        "certificates": [one for one in certificates["items"] if one["status"] == "valid"],
        "duplicates": [one | {"number": named.number(one["identifier"])} for one in duplicates["items"]],
        "claims": [one for one in claims["items"] if named.number(one["identifier"]) == visit.given("id")],
    }
    return Page("sourcing/registry.html", shown | forms_of(visit, failed, wrong), code)


async def do(visit: Visit) -> Answered:
    """Verify, suspend, merge, decide on claims; the page again where that is refused."""
    name, answer = await done(visit, "", DEEDS)
    if isinstance(answer, acting.Wrong):
        return await _page(visit, name, answer, 422)
    return Moved(visit.link(f"/suppliers/{visit.given('id')}/registry", done=name))
