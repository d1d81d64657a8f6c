"""What a bid must be to be received, and when it comes too late."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Protocol

from chassis.errors import Conflict, Forbidden, Unacceptable
from contracts.offer_form import OfferCertificate
from contracts.procedures import LotNumber
from contracts.vocabulary import Code, Text, Word
from services.tenders.domain.bid import OFFER, Deposit
from services.tenders.domain.lot import LotStatus
from services.tenders.domain.tender import Tender
from services.tenders.domain.tender_state import IllegalMove, TenderNotFound
from services.tenders.domain.tender_status import TenderStatus
from services.tenders.domain.terms import RequiredPiece


class Piece(Protocol):
    """A piece of a bid: its kind, and the lots that it is for, none where it is for all."""

    @property
    def kind(self) -> str:
        """What it is."""

    @property
    def lots(self) -> tuple[int, ...]:
        """For which lots."""


RECEIVING = (TenderStatus.PUBLISHED, TenderStatus.CLOSED)


class NotInvited(Forbidden):
    """Only those who were selected may take part in this phase."""


class LotNotBiddable(Unacceptable):
    """The bid names a lot that the tender does not have, names it twice, or names one that is decided."""


class TooManyLots(Unacceptable):
    """The bid is for more lots than one bidder may have."""


class BidIncomplete(Unacceptable):
    """Pieces that the tender asks for are missing, or two pieces have one name."""


class PieceNotSent(Unacceptable):
    """The bid names sealed pieces that were not sent before it, or of another size."""


class BidTooLate(Conflict):
    """The bid came after the deadline: it is refused, kept sealed, and recorded."""


def must_be_received(tender: Tender, deposit: Deposit) -> None:
    """Refuse a deposit that the tender does not ask for, or that lacks something; being late is another matter."""
    if not tender.is_public:
        raise TenderNotFound
    tender.must_be_sealed()
    if tender.status is TenderStatus.CANCELLED:
        raise IllegalMove(status=tender.status.value)
    if tender.invited is not None and deposit.bidder not in tender.invited:
        raise NotInvited(phase=tender.phase)
    must_fit_lots(tender, deposit.lots)
    _must_be_distinct(deposit)
    if lacks := missing_pieces(tender.terms.pieces, deposit.lots, deposit.pieces):
        missing = [one.model_dump(mode="json") for one in lacks]
        raise BidIncomplete("Add what is missing and hand the bid in again.", missing=missing)


def is_late(tender: Tender, at: datetime) -> bool:
    """Whether what was received `at` that instant came too late (hors délai): CCP R2143-2."""
    return tender.deadline is None or at >= tender.deadline or tender.status not in RECEIVING


class Lack(Word):
    """Something that a bid lacks: a piece by its kind and title, and the `lot` that it is for, None where for all.

    Of a certificate `valid_until` says until when it is valid, None where nobody said so.
    """

    kind: Code
    title: Text
    lot: LotNumber | None = None
    valid_until: date | None = None


def missing_pieces(asked: Iterable[RequiredPiece], lots: Iterable[int], pieces: Iterable[Piece]) -> list[Lack]:
    """The pieces that a bid for these lots lacks; the form of the offer is always asked for."""
    given, lots = list(pieces), list(lots)
    kinds = {piece.kind for piece in given}
    held = {(piece.kind, lot) for piece in given for lot in piece.lots or lots}
    lacking = [] if OFFER in kinds else [Lack(kind=OFFER, title="the form of the offer")]
    for piece in asked:
        if piece.per_lot:
            lacking += [_lack(piece, lot=lot) for lot in lots if (piece.kind, lot) not in held]
        elif piece.kind not in kinds:
            lacking.append(_lack(piece))
    return lacking


def expired_certificates(
    asked: Iterable[RequiredPiece], certificates: Iterable[OfferCertificate], on: date
) -> list[Lack]:
    """The certificates that are asked for and will have expired on that day, or whose last day is not given."""
    until = {one.kind: one.valid_until for one in certificates}
    wanted = [piece for piece in asked if piece.certificate]
    return [_lack(piece, valid_until=until.get(piece.kind)) for piece in wanted if until.get(piece.kind, date.min) < on]


def _lack(piece: RequiredPiece, **said: Any) -> Lack:
    return Lack(kind=piece.kind, title=piece.title, **said)


def must_fit_lots(tender: Tender, lots: tuple[int, ...]) -> None:
    """Refuse lots that a bid cannot be for, and more of them than one bidder may have."""
    open_lots = {lot.number for lot in tender.lots if lot.status is LotStatus.OPEN}
    wrong = sorted({lot for lot in lots if lot not in open_lots or lots.count(lot) > 1})
    if wrong:
        raise LotNotBiddable(lots=wrong)
    most = tender.terms.lots_per_bidder
    if most is not None and len(lots) > most:
        raise TooManyLots(lots=len(lots), most=most, article="CCP L2113-10")


def _must_be_distinct(deposit: Deposit) -> None:
    names = [(piece.kind, piece.lots, piece.name) for piece in deposit.pieces]
    if len(set(names)) < len(names):
        raise BidIncomplete("Each piece has a name of its own within its kind and lots.")
    if sum(piece.kind == OFFER for piece in deposit.pieces) > 1:
        raise BidIncomplete("A bid has one form of the offer, for all its lots.")
