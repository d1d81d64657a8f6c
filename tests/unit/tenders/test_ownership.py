"""Who proves that an object is changed through them."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from services.tenders.domain.ownership import (
    Ownership,
    OwnerTokenMissing,
    OwnerTokenWrong,
    Portal,
    TransferRefused,
    fingerprint,
)

NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)


@pytest.fixture
def ownership() -> Ownership:
    return Ownership(object_id=uuid4(), kind="tender", created_at=NOW, token_hash=fingerprint("owner"))


def test_a_portal_holds_what_its_token_proves(ownership: Ownership) -> None:
    assert Portal("owner").must_hold(ownership) is ownership
    with pytest.raises(OwnerTokenMissing):
        Portal().must_hold(ownership)
    for unproved in (ownership, None):
        with pytest.raises(OwnerTokenWrong):
            Portal("other").must_hold(unproved)


def test_each_token_has_a_name_of_its_own(ownership: Ownership) -> None:
    names = {ownership.token_name, ownership.offer(NOW), ownership.offer(NOW + timedelta(seconds=1))}
    ownership.rotate(NOW)
    names |= {ownership.token_name, ownership.offer(NOW)}
    assert len(names) == 5


def test_an_offer_is_taken_once_and_in_time(ownership: Ownership) -> None:
    def offer() -> None:
        ownership.offer(NOW)
        ownership.transfer_hash = fingerprint("transfer")

    offer()
    ownership.accept("transfer", NOW + timedelta(days=7, seconds=-1))
    for token, after in (("transfer", timedelta(0)), ("", timedelta(0))):
        with pytest.raises(TransferRefused):
            ownership.accept(token, NOW + after)
    offer()
    with pytest.raises(TransferRefused):
        ownership.accept("transfer", NOW + timedelta(days=7))


def test_no_token_is_shown_where_an_ownership_or_a_portal_is(ownership: Ownership) -> None:
    assert "owner" not in repr(Portal("owner"))
    assert "token_hash" not in repr(ownership)
