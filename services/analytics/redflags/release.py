"""One OCDS compiled release as the process that the rules look at; what is missing or misshapen is left out."""

from collections.abc import Mapping
from datetime import UTC, datetime
from math import isfinite
from typing import Any, cast

from services.analytics.domain.redflags.award import Award
from services.analytics.domain.redflags.bid import Bid
from services.analytics.domain.redflags.process import Process

_NOTHING: Mapping[str, Any] = {}


def process(release: Mapping[str, Any]) -> Process | None:
    """The process of a release; None where its `ocid` is no text."""
    ocid, tender = release.get("ocid"), _object(release.get("tender"))
    if not isinstance(ocid, str):
        return None
    period = _object(tender.get("tenderPeriod"))
    return Process(
        id=ocid,
        status=_text(tender.get("status")),
        buyer=_text(_object(release.get("buyer")).get("id")),
        procuring_entity=_text(_object(tender.get("procuringEntity")).get("id")),
        method=_text(tender.get("procurementMethod")),
        method_details=_text(tender.get("procurementMethodDetails")),
        opened_at=_instant(period.get("startDate")),
        deadline=_instant(period.get("endDate")),
        tenderer_count=_number(tender.get("numberOfTenderers")),
        bids=[_bid(each, n) for n, each in enumerate(_objects(_object(release.get("bids")).get("details")))],
        awards=[_award(each) for each in _objects(release.get("awards"))],
    )


def _bid(bid: Mapping[str, Any], position: int) -> Bid:
    value = _object(bid.get("value"))
    return Bid(
        id=str(bid.get("id", position)),
        tenderers=_ids(bid.get("tenderers")),
        status=_text(bid.get("status")),
        amount=_number(value.get("amount")),
        currency=_text(value.get("currency")),
        received_at=_instant(bid.get("date")),
    )


def _award(award: Mapping[str, Any]) -> Award:
    codes = (_object(item.get("classification")).get("id") for item in _objects(award.get("items")))
    return Award(
        status=_text(award.get("status")),
        suppliers=_ids(award.get("suppliers")),
        classifications=tuple(code for code in codes if isinstance(code, str)),
    )


def _object(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else _NOTHING


def _objects(value: Any) -> list[Mapping[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _ids(organizations: Any) -> tuple[str, ...]:
    """None at all where one of them has no id: who stands behind a bid of A and of somebody is not known."""
    ids = tuple(_text(each.get("id")) for each in _objects(organizations))
    return () if None in ids else cast("tuple[str, ...]", ids)


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if isfinite(value) else None


def _instant(value: Any) -> datetime | None:
    if not isinstance(value, str):
        return None
    try:
        instant = datetime.fromisoformat(value)
    except ValueError:
        return None
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)
