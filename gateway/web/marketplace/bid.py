"""Handing in a bid: its form, what it lacks, and its deposit, sealed by the browser or here as it streams in."""

import asyncio
import hashlib
from http import HTTPStatus
from typing import Any

import orjson

from gateway.web.door import Refused
from gateway.web.forms import FormBroken, fields_of
from gateway.web.marketplace import depositing, lacking, names, search
from gateway.web.marketplace.offer import PARTNERS, OfferUnfit
from gateway.web.marketplace.preparing import CANDIDATURES
from gateway.web.visit import Answered, File, Moved, Page, Visit

MOST_BYTES = 3 * 1024**3
"""The largest form with all its files, and a margin; each file has a limit of its own."""
MAY_BID = frozenset({"supplier", "other-supplier", "portal", "operator"})
_SEAL_KEY = ("key_id", "suite", "public_key")


async def show(visit: Visit) -> Answered:
    """The form of a bid."""
    return await _page(visit)


async def _page(visit: Visit, problem: dict[str, Any] | None = None, field: str = "", code: int = 200) -> Page:
    """The form, with what the API refused (`problem`) or which `field` is wrong."""
    path = f"/tenders/{visit.given('id')}"
    tender, key = await asyncio.gather(visit.api.get(path), visit.api.find(f"{path}/seal-key"))
    own = visit.visitor.organisation if visit.visitor else ""
    shown = {
        "tender": tender,
        "key": orjson.dumps({name: key[name] for name in _SEAL_KEY}).decode() if key else "",
        "seal": key,
        "priced": tender["phase"] != CANDIDATURES,
        "buyer": names.buyer(visit.language, tender["buyer"]),
        "lots": [lot for lot in tender["lots"] if lot["status"] == "open"],
        "partners": range(1, PARTNERS + 1),
        "may_bid": bool(visit.visitor and visit.visitor.role in MAY_BID),
        "is_open": tender["status"] == search.OPEN and key is not None,
        "own": "" if own == "*" else own,
        "problem": problem,
        "missing": lacking.missing(visit, (problem or {}).get("missing") or []),
        "field": field,
    }
    return Page("marketplace/bid.html", shown, code)


async def check(visit: Visit) -> Answered:
    """What a bid would lack: a part of the page, which the browser asks for before it seals."""
    said = visit.form
    pieces = [str(one).partition(":") for one in said.getlist("piece")]
    planned = {
        "lots": [_number(lot) for lot in said.getlist("lots")],
        "pieces": [{"kind": kind, "lots": [_number(lot)] if lot else []} for kind, _, lot in pieces],
        "certificates": [
            {"kind": name[6:], "valid_until": str(day)}
            for name, day in said.multi_items()
            if name.startswith("until-") and day
        ],
    }
    answer = await visit.api.act("POST", f"/tenders/{visit.given('id')}/bid-check", planned)
    found = answer.document()
    words = {
        "missing": lacking.missing(visit, found["missing"]),
        "expired": lacking.expired(visit, found["expired"]),
    }
    return Page("marketplace/bid_check.html", words | {"complete": found["complete"]})


def _number(said: object) -> int:
    if not str(said).isdecimal():
        raise FormBroken
    return int(str(said))


async def keep(visit: Visit) -> Answered:
    """A piece that the browser sealed, passed on as it comes."""
    octets = {"content-type": "application/octet-stream"}
    path = f"/tenders/{visit.given('id')}/sealed-pieces"
    answer = await visit.api.send("POST", path, visit.request.stream(), octets)
    if not answer.is_good:
        raise Refused(answer)
    return File(answer.body, "application/json")


async def send(visit: Visit) -> Answered:
    """Hand a bid in; its receipt follows."""
    try:
        fields = await fields_of(visit.request)
        if "sealed" in fields:
            deposit = _manifest(str(fields["sealed"]))
        else:
            deposit = await depositing.sealed_here(visit)
        return await _handed_in(visit, deposit)
    except OfferUnfit as unfit:
        return await _page(visit, field=unfit.field, code=422)
    except Refused as refused:
        if refused.status in (HTTPStatus.CONFLICT, HTTPStatus.UNPROCESSABLE_ENTITY):
            return await _page(visit, problem=refused.problem, code=refused.status)
        raise


def _manifest(written: str) -> dict[str, Any]:
    """What the browser sealed: the body of a deposit."""
    try:
        deposit = orjson.loads(written)
    except orjson.JSONDecodeError as error:
        raise FormBroken from error
    if not isinstance(deposit, dict):
        raise FormBroken
    return deposit


async def _handed_in(visit: Visit, deposit: dict[str, Any]) -> Moved:
    once = hashlib.blake2b(orjson.dumps(deposit), digest_size=16).hexdigest()
    path = f"/tenders/{visit.given('id')}/bids"
    bid = (await visit.api.act("POST", path, deposit, idempotency_key=once)).document()
    return Moved(visit.link(f"/bids/{bid['id']}", new="1"))
