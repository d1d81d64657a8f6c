"""Opening the bids of a phase, once enough members of the committee have given their shares."""

from base64 import b64encode
from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import combinations
from uuid import UUID

import structlog
from pydantic import ValidationError

from chassis.caching import Expected
from chassis.errors import Refusal
from chassis.storage import Storage
from contracts.offer_form import OfferForm
from contracts.offers import Offer
from contracts.procedures import OpenedBid
from contracts.sealing import OpeningKey, SealingRefusal, SealKey, Share, join
from services.tenders.application.unsealing import content_key, context_of, plain
from services.tenders.domain.bid import OFFER, Bid, counting
from services.tenders.domain.buyer import Buyer
from services.tenders.domain.opening import GivenShare, Opening, ShareRefused, must_be_time, must_fit
from services.tenders.domain.seal import Seal
from services.tenders.domain.tender import Tender
from services.tenders.persistence.unit_of_work import UnitOfWork

ANY_REVISION = Expected(None)
MOST_FORM_BYTES = 5 * 1024**2
"""The largest form of an offer, in bytes of ciphertext."""
Places = Mapping[tuple[str, str], str]
"""Where each sealed piece is stored, by depositor and SHA-256."""
_log = structlog.get_logger()


async def give_share(
    uow: UnitOfWork, storage: Storage, tender_id: UUID, share: GivenShare, *, by: Buyer, member: str, now: datetime
) -> tuple[Opening, Refusal | None]:
    """Give a member's share, and open the bids if it is the last one needed.

    An attempt that is refused is recorded: the refusal is given back, so that its record is committed.
    """
    async with uow:
        tender = await uow.tenders.get(tender_id, by=by, expected=ANY_REVISION, lock=True)
        seal = tender.must_be_sealed()
        tender.close_if_due(now)
        opening = await uow.openings.of(tender, seal)
        refusal = _objection(tender, seal, share)
        if refusal is None:
            opening.contribute(share, by=member, at=now)
            refusal = await _open_if_possible(uow, storage, tender, opening, seal, now)
        if refusal is not None:
            opening.refuse(refusal.code(), by=member, at=now)
    return opening, refusal


def _objection(tender: Tender, seal: Seal, share: GivenShare) -> Refusal | None:
    try:
        must_be_time(tender)
        must_fit(share, seal)
    except Refusal as refusal:
        return refusal
    return None


async def _open_if_possible(
    uow: UnitOfWork, storage: Storage, tender: Tender, opening: Opening, seal: Seal, now: datetime
) -> Refusal | None:
    if len(opening.shares) < seal.threshold:
        return None
    key = _rebuilt(opening.shares, seal)
    if key is None:
        return ShareRefused("These shares do not make the key of this phase: one of them at least is wrong.")
    await _open(uow, storage, tender, opening, key, now)
    return None


def _rebuilt(given: Iterable[GivenShare], seal: Seal) -> OpeningKey | None:
    """The key that some of the shares make; wrong ones among them are passed over."""
    public = SealKey.from_json(seal.model_dump())
    for chosen in combinations(given, seal.threshold):
        try:
            return join([Share.from_json(one.model_dump()) for one in chosen], public)
        except SealingRefusal:
            continue
    return None


async def _open(
    uow: UnitOfWork, storage: Storage, tender: Tender, opening: Opening, key: OpeningKey, now: datetime
) -> None:
    bids = await uow.bids.sealed(tender)
    places, lots = await uow.bids.places(tender.id), counting(bids)
    counted = [bid for bid in bids if bid.id in lots]
    for bid in counted:
        keys = await _keys(storage, bid, key, places)
        bid.open(await _form(storage, bid, keys, places), tuple(map(_written, keys)), lots[bid.id])
    for bid in bids:
        bid.replace(bid.lots)
    tender.open(tuple(map(_shown, counted)), late=await uow.bids.late(tender), now=now)
    opening.conclude(tuple(offer for bid in counted for offer in _offers(bid)), at=now)


async def _keys(storage: Storage, bid: Bid, key: OpeningKey, places: Places) -> list[bytes | None]:
    keys: list[bytes | None] = []
    for piece in bid.pieces:
        try:
            found = await content_key(storage, places[bid.depositor, piece.sha256], key, context_of(bid, piece))
        except SealingRefusal as refusal:
            _log.warning("a piece does not open", bid=str(bid.id), piece=piece.sha256, reason=type(refusal).__name__)
            keys.append(None)
        else:
            keys.append(found)
    return keys


async def _form(storage: Storage, bid: Bid, keys: list[bytes | None], places: Places) -> OfferForm | None:
    """What the form of the offer says; None where it cannot be read."""
    piece, key = next((piece, key) for piece, key in zip(bid.pieces, keys, strict=True) if piece.kind == OFFER)
    if key is None or piece.size > MOST_FORM_BYTES:
        return None
    try:
        chunks = [chunk async for chunk in plain(storage, places[bid.depositor, piece.sha256], key)]
        return OfferForm.model_validate_json(b"".join(chunks))
    except (SealingRefusal, ValidationError) as refusal:
        _log.warning("a form cannot be read", bid=str(bid.id), reason=type(refusal).__name__)
        return None


def _written(key: bytes | None) -> str | None:
    return None if key is None else b64encode(key).decode()


def _shown(bid: Bid) -> OpenedBid:
    form = bid.form
    shown = OpenedBid(bid_id=bid.id, received_at=bid.received_at, lots=bid.lots, readable=form is not None)
    if form is None:
        return shown
    return shown.model_copy(update={"members": form.members, "subcontractors": form.subcontractors})


def _offers(bid: Bid) -> list[Offer]:
    form = bid.form
    return [Offer(bid_id=bid.id, lot=lot, price=form.price(lot)) for lot in bid.lots] if form else []
