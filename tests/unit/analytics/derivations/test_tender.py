"""A tender as figures read it: by its call, its deadlines, who took its documents, what announced it."""

from datetime import date
from uuid import UUID

import pytest

from tests.unit.analytics.derivations.tendering import FIRST, SECOND, Tendering, published
from tests.unit.analytics.derivations.told_rows import COMPANY, KEY, RIVAL, TENDER, THIRD, Market, at

ENTRY, REQUEST = UUID(int=50), UUID(int=60)


def withdrawn(market: Market, number: int, company: str | None) -> None:
    market.tell("withdrawal", withdrawal_id=UUID(int=number), tender_id=TENDER, company=company, at=at("2026-03-03"))


def sourced(market: Market, version: int, kind: str, **told: object) -> None:
    where = {"key": REQUEST, "subject": REQUEST, "request_id": REQUEST, "version": version, "at": at("2026-01-10")}
    market.tell("sourcing_event", **where, kind=kind, **told)


def test_a_tender_counts_on_the_day_of_its_publication_in_paris() -> None:
    market = Market()
    Tendering(market).published(at("2026-03-31", "23:30"), at("2026-05-01"))
    [row] = market.derive("tender")
    assert (row["key"], row["day"], row["subsequent"], row["lots"]) == (KEY, date(2026, 3, 31), False, 1)
    assert (row["buyer"], row["procedure"], row["place"]) == ("23350001600040", "open", None)


def test_an_amended_deadline_gives_the_time_to_bid() -> None:
    market = Market()
    published(market).step("amended", at("2026-03-20"), deadline=at("2026-04-15"))
    assert [row["days_to_bid"] for row in market.derive("tender")] == [44]


def test_as_of_the_day_before_its_amendment_the_first_deadline_holds() -> None:
    market = Market()
    published(market).step("amended", at("2026-03-20"), deadline=at("2026-04-15"))
    [row] = market.derive("tender", as_of=date(2026, 3, 19))
    assert row["days_to_bid"] == 30


def test_a_tender_is_not_there_before_its_publication() -> None:
    market = Market()
    published(market)
    assert market.derive("tender", as_of=date(2026, 3, 1)) == []


def test_the_time_to_bid_is_that_of_the_first_phase_and_the_deadline_that_of_the_last() -> None:
    market = Market()
    tender = published(market, phase="requests")
    tender.opened(at("2026-04-02"), (FIRST, [1], [COMPANY]), phase="requests")
    tender.step("phase-opened", at("2026-04-10"), phase="tenders", deadline=at("2026-05-10"))
    [row] = market.derive("tender")
    assert (row["days_to_bid"], row["deadline"]) == (30, at("2026-05-10"))


def test_a_cancelled_tender_says_when_and_why() -> None:
    market = Market()
    published(market).step("cancelled", at("2026-03-10"), reason="No more money")
    [row] = market.derive("tender")
    assert (row["cancelled_at"], row["cancel_reason"], row["opened"]) == (at("2026-03-10"), "No more money", False)


def test_companies_that_took_the_documents_count_once_and_those_that_bid_among_them() -> None:
    market = Market()
    tender = published(market)
    for number, company in enumerate([COMPANY, COMPANY, RIVAL, None]):
        withdrawn(market, number, company)
    tender.opened(at("2026-04-02"), (FIRST, [1], [COMPANY, THIRD]), (SECOND, [1], [COMPANY]))
    [row] = market.derive("tender")
    assert (row["withdrawers"], row["withdrawers_who_bid"], row["opened"]) == (2, 1, True)


def test_a_tender_was_announced_when_its_entry_was_published_first() -> None:
    market = Market()
    published(market, plan_entry=ENTRY)
    for version, day in [(1, "2025-12-02"), (2, "2026-02-20")]:
        market.tell("plan_version", entry_id=ENTRY, key=ENTRY, version=version, kind="published", at=at(day))
    assert [row["announced_days"] for row in market.derive("tender")] == [90]


@pytest.mark.parametrize("linked_by", ["tender", "request"])
def test_a_tender_is_sourced_once_its_request_is_closed_whoever_names_the_other(linked_by: str) -> None:
    market = Market()
    published(market, sourcing_request=REQUEST if linked_by == "tender" else None)
    for version, company in enumerate([COMPANY, COMPANY, RIVAL], 1):
        sourced(market, version, "answered", company=company)
    assert [(row["sourced"], row["answered"]) for row in market.derive("tender")] == [(False, None)]
    sourced(market, 4, "closed", tender_id=None if linked_by == "tender" else TENDER)
    [row] = market.derive("tender")
    assert (row["sourced"], row["requests"], row["answered"]) == (True, [REQUEST], 2)


def test_of_those_who_answered_a_request_some_bid() -> None:
    market = Market()
    tender = published(market, sourcing_request=REQUEST)
    for version, company in enumerate([COMPANY, RIVAL], 1):
        sourced(market, version, "answered", company=company)
    sourced(market, 3, "closed")
    tender.opened(at("2026-04-02"), (FIRST, [1], [COMPANY]), (SECOND, [1], [THIRD]))
    assert [row["answered_who_bid"] for row in market.derive("tender")] == [1]
