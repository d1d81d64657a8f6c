"""The form of API keys."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from gateway.keys.grant import Grant
from gateway.keys.key import Key

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def a_grant(**changes: object) -> Grant:
    parts = {"id": "a", "client": "c", "role": "operator", "organisation": "*", "digest": b"d", "issued_at": NOW}
    return Grant(**(parts | {"expires_at": NOW + timedelta(days=1)} | changes))  # type: ignore[arg-type]


def test_a_key_is_read_as_it_was_written() -> None:
    key = Key.new()
    assert Key.read(key.text) == key
    assert key.text.startswith(f"prn_live_{key.id}_")


def test_no_two_keys_are_alike() -> None:
    assert len({Key.new().text for _ in range(100)}) == 100


@given(place=st.integers(0, 62), letter=st.characters(codec="ascii", categories=["L", "N"]))
def test_a_mistyped_letter_is_noticed(place: int, letter: str) -> None:
    text = Key("abcdefghijkl", "s" * 32).text
    mistyped = text[:place] + letter + text[place + 1 :]
    assert (Key.read(mistyped) is None) == (mistyped != text)


@given(st.text())
def test_no_other_text_is_a_key(text: str) -> None:
    assert Key.read(text) is None


def test_a_key_does_not_show_its_secret_where_it_is_printed() -> None:
    key = Key.new()
    assert key.secret not in repr(key)


def test_what_is_stored_depends_on_the_pepper() -> None:
    key = Key.new()
    assert key.digest("one") != key.digest("another")
    assert a_grant(digest=key.digest("one")).belongs_to(key.digest("one"))
    assert not a_grant(digest=key.digest("one")).belongs_to(key.digest("another"))


def test_a_key_is_active_until_it_expires_or_is_revoked() -> None:
    assert a_grant().is_active(NOW)
    assert not a_grant().is_active(NOW + timedelta(days=1))
    assert not a_grant(revoked_at=NOW).is_active(NOW)


def test_a_key_carries_the_scopes_of_its_role_and_none_where_the_role_is_gone() -> None:
    assert a_grant(role="prescriber").scopes == {
        "alerts:write",
        "tenders:review",
        "reviews:prescriber",
        "sourcing:match",
        "sourcing:write",
    }
    assert a_grant(role="archer").scopes == frozenset()
