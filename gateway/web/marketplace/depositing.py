"""A bid that a browser sends in clear: sealed by the API piece by piece as it streams in, and kept nowhere else."""

from typing import Any

from gateway.web.door import Content, Refused
from gateway.web.forms import Multipart, Part
from gateway.web.marketplace.offer import PIECE, Offer
from gateway.web.visit import Visit

FORM_NAME = "offre.json"
OFFER, REQUESTS = "offer", "requests"
_OCTETS = {"content-type": "application/octet-stream"}


async def sealed_here(visit: Visit) -> dict[str, Any]:
    """The deposit that a form with files makes; its fields come before its files, as the page has them.

    Raises `OfferUnfit` or `Refused` once the whole form is read: a browser hears no answer before that.
    """
    path = f"/tenders/{visit.given('id')}"
    fields: dict[str, str] = {}
    pieces: list[dict[str, Any]] = []
    wrong: Exception | None = None
    async for part in Multipart(visit.request).parts():
        if part.filename is None:
            fields[part.name] = (await part.text()).strip()
        elif part.filename and wrong is None:
            try:
                pieces += await _file(visit, path, Offer(fields), part)
            except (Refused, ValueError) as error:
                wrong = error
    if wrong is not None:
        raise wrong
    offer = Offer(fields)
    form = offer.form(priced=fields.get("phase") != REQUESTS)
    pieces.append(await _sealed(visit, path, offer, OFFER, FORM_NAME, [], form))
    return {"bidder": {"id": offer.bidder}, "lots": offer.lots, "pieces": pieces}


async def _file(visit: Visit, path: str, offer: Offer, part: Part) -> list[dict[str, Any]]:
    """A file of the form, sealed; none where it is for a lot that the bid is not for."""
    word, _, rest = part.name.partition(":")
    kind, _, lot = rest.partition(":")
    if word != PIECE or (lot and int(lot) not in offer.lots):
        return []
    lots = [int(lot)] if lot else []
    return [await _sealed(visit, path, offer, kind, str(part.filename), lots, part.content)]


async def _sealed(
    visit: Visit, path: str, offer: Offer, kind: str, name: str, lots: list[int], content: Content
) -> dict[str, Any]:
    query = {"kind": kind, "name": name, "lots": lots, "bidder": offer.bidder}
    answer = await visit.api.send("POST", f"{path}/pieces", content, _OCTETS, query)
    if not answer.is_good:
        raise Refused(answer)
    piece: dict[str, Any] = answer.document()
    return piece
