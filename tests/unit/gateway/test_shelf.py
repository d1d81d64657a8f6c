"""Answers kept ready, and dropped by what happens."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from gateway.shelf import OVERHEAD_BYTES, Entry, Shelf


@dataclass
class Witness:
    vouches_until: float


def an_entry(body: bytes = b"{}", *tags: str, witness: Witness | None = None) -> Entry:
    return Entry(body, b'"1"', tags=frozenset(tags), vouchers=(witness,) if witness else ())


def a_shelf(max_bytes: int = 1_000_000) -> Shelf:
    return Shelf(max_bytes, clock=lambda: 100.0)


def put(shelf: Shelf, key: str, entry: Entry) -> None:
    with shelf.reservation(entry.tags) as reservation:
        shelf.keep(key, entry, reservation)


def test_an_answer_is_given_until_something_it_was_made_from_changes() -> None:
    shelf = a_shelf()
    put(shelf, "a", an_entry(b"{}", "tender:1", "supplier:2"))
    put(shelf, "b", an_entry(b"{}", "tender:2"))
    shelf.drop("supplier:2")
    assert shelf.get("a") is None
    assert shelf.get("b") is not None


def test_an_answer_is_not_given_when_a_voucher_is_silent_and_again_when_it_is_back() -> None:
    shelf, witness = a_shelf(), Witness(vouches_until=101.0)
    put(shelf, "a", an_entry(b"{}", "tender:1", witness=witness))
    assert shelf.get("a") is not None
    witness.vouches_until = 99.0
    assert shelf.get("a") is None
    witness.vouches_until = 101.0
    assert shelf.get("a") is not None


def test_an_answer_fetched_before_a_change_was_heard_of_is_not_kept() -> None:
    shelf = a_shelf()
    with shelf.reservation(["tender:1"]) as reservation:
        shelf.drop("tender:1")
        shelf.keep("a", an_entry(b"{}", "tender:1"), reservation)
    assert shelf.get("a") is None


def test_a_change_of_a_part_found_on_the_way_counts_too() -> None:
    shelf = a_shelf()
    with shelf.reservation(["tender:1"]) as reservation:
        shelf.extend(reservation, ["figures"])
        shelf.drop("figures")
        shelf.keep("a", an_entry(b"{}", "tender:1", "figures"), reservation)
    assert shelf.get("a") is None


def test_a_change_after_the_answer_was_given_up_does_no_harm() -> None:
    shelf = a_shelf()
    with shelf.reservation(["tender:1"]):
        pass
    shelf.drop("tender:1")
    put(shelf, "a", an_entry(b"{}", "tender:1"))
    assert shelf.get("a") is not None


def test_the_least_recently_used_answer_leaves_first() -> None:
    shelf = a_shelf(max_bytes=2 * (OVERHEAD_BYTES + 10))
    put(shelf, "a", an_entry(b"x" * 10))
    put(shelf, "b", an_entry(b"x" * 10))
    shelf.get("a")
    put(shelf, "c", an_entry(b"x" * 10))
    assert [shelf.get(key) is not None for key in "abc"] == [True, False, True]


def test_clearing_forgets_what_is_kept_and_what_is_on_its_way() -> None:
    shelf = a_shelf()
    put(shelf, "a", an_entry(b"{}"))
    with shelf.reservation(["tender:1"]) as reservation:
        shelf.clear()
        shelf.keep("b", an_entry(b"{}", "tender:1"), reservation)
    assert shelf.get("a") is None
    assert shelf.get("b") is None


ACTS = st.lists(st.tuples(st.sampled_from(["put", "drop", "get"]), st.sampled_from("abcdef"), st.integers(0, 300)))


@given(ACTS)
def test_whatever_happens_the_shelf_stays_bounded_and_in_agreement_with_itself(
    acts: list[tuple[str, str, int]],
) -> None:
    shelf = a_shelf(max_bytes=3 * OVERHEAD_BYTES)
    for act, key, size in acts:
        if act == "put":
            put(shelf, key, an_entry(b"x" * size, f"tag:{key}", "all"))
        elif act == "drop":
            shelf.drop(f"tag:{key}")
            assert shelf.get(key) is None
        else:
            shelf.get(key)
        kept = shelf._entries
        assert shelf._bytes == sum(len(entry.body) + OVERHEAD_BYTES for entry in kept.values()) <= 3 * OVERHEAD_BYTES
        assert {key for keys in shelf._keys.values() for key in keys} == set(kept)
    shelf.drop("all")
    assert (shelf._bytes, shelf._entries, dict(shelf._keys)) == (0, {}, {})
