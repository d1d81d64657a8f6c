"""Red flags on procedures, their lots, buyers and companies: raised, raised for other reasons, cleared."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from contracts.flags import FlagSubject, RedFlagCleared, RedFlagRaised
from contracts.procedures import TenderPublished
from tests.component.analytics.streams.chronicle import LAST, Chronicle
from tests.component.analytics.streams.people import BUYERS
from tests.component.analytics.streams.planning import DEPARTMENTS

RULES = ("R003", "R018", "R024", "R025", "R028", "R030", "R035", "R036", "R038", "R048", "R058")


def flag(told: Chronicle) -> None:
    """Some on each procedure, and some on a buyer or a company."""
    published = [fact.data for fact in told.facts if fact.type == TenderPublished.wire_type()]
    for notice in published:
        about = {"subject": FlagSubject.PROCEDURE, "tender_id": UUID(notice["tender_id"]), "buyer": notice["buyer"]}
        for _ in range(told.random.randint(0, 3)):
            _stand(told, {**about, "lot": told.maybe(1, 0.4)})
    for _ in range(4):
        _stand(told, {"subject": FlagSubject.BUYER, "buyer": told.one(BUYERS)})
        _stand(told, {"subject": FlagSubject.COMPANY, "company": told.one(("123456782", "732829320"))})


def _stand(told: Chronicle, about: dict[str, Any]) -> None:
    """Raise one; some are raised anew, some cleared, some of these raised again."""
    identity, at = told.identity(), told.instant(told.day(last=LAST - timedelta(days=60)))
    said = {**about, "flag_id": identity, "rule": told.one(RULES), "year": at.year}
    for turn in range(told.one((1, 1, 2, 3))):
        at += timedelta(days=turn * 7)
        is_cleared = turn == 1 and told.chance(0.7)
        raised = RedFlagRaised(**said, department=told.maybe(told.one(DEPARTMENTS)), at=at)
        fact = RedFlagCleared(**said, at=at) if is_cleared else raised
        told.tell(fact, identity, about.get("tender_id", identity), at)
