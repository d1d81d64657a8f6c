"""A supplier reads why it was asked, and nothing of it that the buyer keeps to itself."""

from datetime import date
from typing import Any, get_args
from uuid import UUID

from contracts.reference.matching import PartCode, matching
from services.suppliers.domain.matching.kept import KeptNeed, KeptPart, KeptPosition, KeptShortlist
from services.suppliers.domain.requests.reasons import reasons
from tests.unit.suppliers.requests.builders import the_terms

ASKED, OTHER = UUID(int=1), UUID(int=2)
CODES = get_args(PartCode)


def a_shortlist() -> KeptShortlist:
    """A shortlist of one supplier, with a point for each part."""
    parts = tuple(KeptPart(code=code, points=1, most=9, fr=code, en=code) for code in CODES)
    known: dict[str, Any] = {"rank": 1, "name": "Kerbrat", "standing": "new", "points": len(parts), "reserved": False}
    position = KeptPosition(supplier=str(ASKED), parts=parts, **known)
    need = KeptNeed(text="Voirie", on=date(2027, 3, 1))
    return KeptShortlist(need=need, version="1", quota=matching().quota, positions=(position,))


def told(supplier: UUID = ASKED, **terms: Any) -> list[str]:
    return [part.code for part in reasons(a_shortlist(), supplier, the_terms(**terms))]


def test_every_part_is_told_where_the_buyer_hides_nothing() -> None:
    assert told(value_shared=True) == list(CODES)


def test_what_tells_the_value_or_the_buyer_stays_out_where_they_are_not_said() -> None:
    assert {"value", "size"}.isdisjoint(told())
    assert "buyer" in told()
    assert "buyer" not in told(anonymous=True, value_shared=True)


def test_who_was_added_by_hand_has_no_reasons() -> None:
    assert told(OTHER) == []
    assert reasons(None, ASKED, the_terms()) == ()
