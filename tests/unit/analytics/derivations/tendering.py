"""A tender as it is told: advertised, amended, opened, judged, decided."""

from datetime import datetime
from typing import Any
from uuid import UUID

from tests.unit.analytics.derivations.told_rows import BUYER, COMPANY, KEY, TENDER, Market, at

FIRST, SECOND, LAST = UUID(int=11), UUID(int=12), UUID(int=13)
AWARD, AGAIN = UUID(int=21), UUID(int=22)
EVALUATION = UUID(int=31)


class Tendering:
    """Tells a market of one tender, in the order of its versions."""

    def __init__(self, market: Market, tender: UUID = TENDER, key: UUID = KEY) -> None:
        self._market, self._tender, self._key, self._version = market, tender, key, 0

    def _next(self) -> int:
        self._version += 1
        return self._version

    def _tell(self, table: str, when: datetime | None, **row: Any) -> None:
        day = when.date() if when else None
        said = {"key": self._key, "tender_id": self._tender, "valid_on": day, **row}
        self._market.tell(table, **({"at": when} if when else {}), **said)

    def published(self, when: datetime, deadline: datetime, *, lots: int = 1, **told: Any) -> None:
        """The call, with lots of its CPV and procedure unless told otherwise."""
        version = self._next()
        said = {
            "kind": "published", "deadline": deadline, "buyer": BUYER, "principal": BUYER, "department": "roads",
            "area": "works", "cpv": "45000000", "nature": "works", "procedure": "open", "competed": True,
            "technique": "simple", "lots": lots, "estimated": 100_000, "electronic": True, "title": "A bridge",
        }  # fmt: skip
        self._tell("tender_version", when, version=version, **{**said, **told})
        for number in range(1, lots + 1):
            self.noticed(number, when, version=version)

    def noticed(self, number: int, when: datetime, *, version: int, **told: Any) -> None:
        """A lot as advertised."""
        clauses = dict.fromkeys(("social", "environmental", "equality", "innovation", "advance_guarantee"), False)
        said = {"lot": number, "title": f"Lot {number}", "criteria": 0, "valid_on": when.date(), **clauses, **told}
        self._market.tell("lot_notice", key=self._key, tender_id=self._tender, version=version, **said)

    def step(self, kind: str, when: datetime, **told: Any) -> None:
        """Amended, phase-opened, closed, cancelled."""
        self._tell("tender_version", when, version=self._next(), kind=kind, **told)

    def opened(self, when: datetime, *bids: tuple[UUID, list[int], list[str]], phase: str = "tenders") -> None:
        """An opening of bids: each with its lots and the companies that make it, the lead first."""
        version = self._next()
        self._tell("tender_version", when, version=version, kind="opened", phase=phase, late=0)
        for bid_id, lots, companies in bids:
            self.bid(when, bid_id, lots, companies, phase=phase, version=version)

    def bid(
        self, when: datetime, bid_id: UUID, lots: list[int], companies: list[str], *, phase: str, version: int
    ) -> None:
        """A bid and its members; without any it could not be read."""
        where = {"key": self._key, "tender_id": self._tender, "version": version, "bid_id": bid_id}
        seen = {"opened_at": when, "received_at": when, "valid_on": when.date(), "subcontractors": 0}
        self._market.tell("opened_bid", **where, **seen, phase=phase, lots=str(lots), readable=bool(companies))
        for ordinal, company in enumerate(companies):
            role = "sole" if len(companies) == 1 else ("member" if ordinal else "lead")
            self._market.tell(
                "bid_member", **where, ordinal=ordinal, company=company, identifier=company, name=company, role=role,
                is_lead=not ordinal, valid_on=when.date(), country="FR",
                department="35" if company == COMPANY else "75", size="pme" if company == COMPANY else None,
            )  # fmt: skip

    def lot(self, kind: str, number: int, when: datetime, *, subject: UUID | None = None, **told: Any) -> None:
        """Something became of a lot: told by the tender, or by the `subject` whose versions are told then."""
        version = self._next() if subject is None else told.pop("version", 1)
        self._tell("lot_event", when, subject=subject or self._tender, version=version, kind=kind, lot=number, **told)

    def awarded(self, number: int, when: datetime, award: UUID, bid: UUID, **told: Any) -> None:
        """A lot is given to a bid, and so closed."""
        self.lot("closed", number, when, outcome="awarded", bids=told.pop("bids", 2))
        self.lot("awarded", number, when, award_id=award, bid_id=bid, **{"further": "[]", **told})

    def ruled(self, kind: str, bid: UUID, number: int, when: datetime, version: int = 1, **told: Any) -> None:
        """A bid was rejected or reinstated, or its bidder told."""
        said = {"subject": told.pop("subject", EVALUATION), "version": version, "kind": kind, **told}
        self._tell("bid_ruling", when, bid_id=bid, lot=number, **said)


def published(market: Market, **told: Any) -> Tendering:
    """A tender of 2 March 2026 with a month to bid."""
    tender = Tendering(market)
    tender.published(at("2026-03-02"), at("2026-04-01"), **told)
    return tender
