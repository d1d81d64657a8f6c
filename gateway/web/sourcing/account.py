"""What a company arranges beside its profile: where it is written to, what it can prove, with whom it could bid."""

from typing import Any

from contracts.suppliers import CertificateKind
from gateway.web import acting
from gateway.web.deeds import Deed, done, forms_of, words
from gateway.web.door import Refused
from gateway.web.marketplace import names
from gateway.web.sourcing import named
from gateway.web.sourcing.need import departments
from gateway.web.visit import Answered, Moved, Page, Visit

_SPEAKS = ("profile:write",)
_ANY: frozenset[str] = frozenset()
_CERTIFICATE = words("kind", "code", "issuer", "number", "valid_from", "valid_until")
DEEDS = (
    Deed("mailbox", _SPEAKS, _ANY, "/mailbox", words("email"), method="PUT"),
    Deed("unwritten", _SPEAKS, _ANY, "/mailbox", method="DELETE"),
    Deed("certificate", _SPEAKS, _ANY, "/certificates", _CERTIFICATE),
    Deed("withdrawal", _SPEAKS, _ANY, "/certificates/{of}/withdrawal", words("reason")),
    Deed("partnering", _SPEAKS, _ANY, "/partnering", method="PUT"),
    Deed("alone", _SPEAKS, _ANY, "/partnering", method="DELETE"),
)


async def show(visit: Visit) -> Answered:
    """The forms, and the partners for the codes of the address; raises `Refused` for who does not speak for it."""
    return await _page(visit)


async def _page(visit: Visit, failed: str = "", wrong: acting.Wrong = acting.FINE, code: int = 200) -> Page:
    path = f"/suppliers/{visit.given('id')}"
    supplier, told, certificates = await visit.api.get_all(
        (path, {}), (f"{path}/provenance", {}), (f"{path}/certificates", {"limit": 100})
    )
    partners, unseen = await _partners(visit, path)
    shown = {
        "supplier": supplier,
        "number": visit.given("id"),
        "told": sorted(told["fields"].items()),
        "certificates": certificates["items"],
        "kinds": [(one.value, str(visit.language.t(f"certificate.{one.value}"))) for one in CertificateKind],
        "divisions": names.options(visit, "cpv"),
        "departments": departments(visit),
        "partners": partners,
        "unseen": unseen,
    }
    return Page("sourcing/account.html", shown | forms_of(visit, failed, wrong), code)


async def _partners(visit: Visit, path: str) -> tuple[list[dict[str, Any]] | None, acting.Wrong]:
    """Who could bid together with the company for the trades of the address, or why nobody is shown."""
    codes = [one.ljust(8, "0") for one in visit.query.getlist("cpv") if one]
    if not codes:
        return None, acting.FINE
    try:
        found = await visit.api.get(f"{path}/partners", {"cpv": codes, "department": visit.query.get("department")})
    except Refused as refused:
        return None, acting.Wrong.of(refused.problem)
    return [_partner(visit, one) for one in found["items"]], acting.FINE


def _partner(visit: Visit, one: dict[str, Any]) -> dict[str, Any]:
    adds = dict.fromkeys(names.division(visit.language, code) for code in one["adds"])
    return one | {"path": f"/suppliers/{named.number(one['identifier'])}", "adds": list(adds)}


async def do(visit: Visit) -> Answered:
    """Set or forget the mailbox, show a certificate, agree to be shown; the page again where that is refused."""
    path = f"/suppliers/{visit.given('id')}"
    name, answer = await done(visit, path, DEEDS)
    if isinstance(answer, acting.Wrong):
        return await _page(visit, name, answer, 422)
    return Moved(visit.link(f"{path}/account", done=name))
