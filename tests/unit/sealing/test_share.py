"""Any k of n shares rebuild a key, k-1 say nothing, and a wrong one is found."""

from collections import Counter
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from contracts.sealing import (
    HYBRID,
    OpeningKey,
    SealedShare,
    Share,
    ShareBroken,
    ShareForeign,
    SharesInsufficient,
    join,
    split,
)
from contracts.sealing.share import _at_zero, _over, _times
from tests.depth import examples
from tests.unit.sealing.bids import a_key


@st.composite
def quorums(draw: st.DrawFn) -> tuple[int, int]:
    holders = draw(st.integers(2, 20))
    return draw(st.integers(2, holders)), holders


@settings(max_examples=examples(60), deadline=None)
@given(quorum=quorums(), data=st.data())
def test_any_k_of_n_shares_open(quorum, data):
    needed, holders = quorum
    shares = data.draw(st.permutations(split(a_key(), needed=needed, holders=holders)))
    count = data.draw(st.integers(needed, holders))
    assert join(shares[:count], a_key().seal_key) == a_key()


def test_every_choice_of_three_of_five_opens():
    shares = split(a_key(), needed=3, holders=5)
    assert all(join(chosen, a_key().seal_key) == a_key() for chosen in combinations(shares, 3))


@settings(max_examples=examples(40), deadline=None)
@given(quorum=quorums())
def test_one_share_less_does_not_open(quorum):
    needed, holders = quorum
    few = split(a_key(), needed=needed, holders=holders)[: needed - 1]
    with pytest.raises(SharesInsufficient) as refusal:
        join([*few, few[0]], a_key().seal_key)
    assert (refusal.value.have, refusal.value.needed) == (needed - 1, needed)


@given(quorum=quorums(), guess=st.binary(min_size=32, max_size=32))
@settings(max_examples=examples(30), deadline=None)
def test_k_minus_one_shares_agree_with_every_key_that_could_be(quorum, guess):
    """For any other secret there is a k-th share that gives it: what k-1 holders know rules nothing out."""
    needed, holders = quorum
    values = {share.index: share.value for share in split(a_key(), needed=needed, holders=holders)[: needed - 1]}
    completing = _at({0: guess, **values}, holders)
    assert _at_zero({**values, holders: completing}) == guess


def _at(points: dict[int, bytes], x: int) -> bytes:
    """The value at x of the polynomial through these points, by moving x to 0."""
    return _at_zero({point ^ x: value for point, value in points.items()})


def test_one_share_of_two_is_spread_evenly_whatever_the_key():
    key = replace(a_key(), secret=bytes(32))
    seen = Counter(byte for _ in range(300) for byte in split(key, needed=2, holders=2)[0].value)
    assert len(seen) == 256
    assert max(seen.values()) < 100


@pytest.mark.parametrize(("needed", "holders"), [(1, 1), (1, 3), (0, 2), (3, 2), (2, 21), (21, 21)])
def test_a_key_is_not_split_so_that_one_suffices_or_for_a_crowd(needed, holders):
    with pytest.raises(ValueError, match="at least 2"):
        split(a_key(), needed=needed, holders=holders)


@settings(max_examples=examples(40), deadline=None)
@given(data=st.data())
def test_a_wrong_share_is_found(data):
    shares = list(split(a_key(), needed=3, holders=5))[: data.draw(st.integers(3, 5))]
    which = data.draw(st.integers(0, len(shares) - 1))
    other = data.draw(st.binary(min_size=32, max_size=32))
    assume(other != shares[which].value)
    shares[which] = replace(shares[which], value=other)
    with pytest.raises(ShareForeign):
        join(shares, a_key().seal_key)


@pytest.mark.parametrize(
    "changes", [{"value": b"short"}, {"index": 3}, {"needed": 2}, {"needed": 20}, {"key_id": "other"}], ids=str
)
def test_a_share_that_says_something_else_is_found(changes):
    first, second, third = split(a_key(), needed=3, holders=3)
    with pytest.raises(ShareForeign):
        join([first, replace(second, **changes), third], a_key().seal_key)


def test_two_shares_of_one_index_are_found():
    first, second = split(a_key(), needed=2, holders=2)
    with pytest.raises(ShareForeign):
        join([first, second, replace(second, value=first.value)], a_key().seal_key)


def test_shares_of_another_key_do_not_open_this_one():
    with pytest.raises(ShareForeign, match="of another key: share 1, 2"):
        join(split(OpeningKey.generate(), needed=2, holders=2), a_key().seal_key)


def test_no_share_at_all_is_too_few():
    with pytest.raises(SharesInsufficient):
        join([], a_key().seal_key)


@pytest.mark.skipif(not HYBRID.available, reason="this machine's cryptography has no ML-KEM")
def test_a_hybrid_key_is_split_and_rebuilt():
    key = OpeningKey.generate(HYBRID)
    assert join(split(key, needed=2, holders=3)[1:], key.seal_key) == key


@given(a=st.integers(0, 255), b=st.integers(0, 255), c=st.integers(1, 255))
def test_the_field_is_one(a, b, c):
    assert _times(a, b) == _times(b, a) == _long_product(a, b)
    assert _over(_times(a, c), c) == a


def _long_product(a: int, b: int) -> int:
    """The product of FIPS 197 §4.2, bit by bit."""
    product = 0
    for bit in range(8):
        product ^= (a << bit) * (b >> bit & 1)
    for bit in range(14, 7, -1):
        product ^= (0x11B << bit - 8) * (product >> bit & 1)
    return product


def test_a_share_is_written_down_and_read_again():
    share = split(a_key(), needed=2, holders=3)[2]
    assert Share.from_json(share.to_json()) == share
    assert str(share.value) not in repr(share)


@pytest.mark.parametrize("name", ["key_id", "index", "needed", "value", "checksum"])
def test_a_damaged_share_is_found_by_its_checksum(name):
    document = split(a_key(), needed=2, holders=3)[0].to_json()
    other = split(OpeningKey.generate(), needed=3, holders=3)[1].to_json()
    with pytest.raises(ShareBroken):
        Share.from_json(document | {name: other[name]})
    with pytest.raises(ShareBroken):
        Share.from_json({key: value for key, value in document.items() if key != name})


def test_a_sealed_share_opens_for_its_holder_alone():
    share, member = split(a_key(), needed=2, holders=2)[0], OpeningKey.generate()
    kept = SealedShare.from_json(SealedShare.seal(share, member.seal_key).to_json())
    assert kept.open(member) == share
    assert share.value not in kept.ciphertext
    with pytest.raises(ShareForeign):
        kept.open(OpeningKey.generate())


@pytest.mark.parametrize(
    "changes", [{"index": 2}, {"needed": 3}, {"key_id": "other"}, {"ciphertext": bytes(80)}], ids=str
)
def test_a_sealed_share_is_bound_to_its_key_and_place(changes):
    member = OpeningKey.generate()
    kept = SealedShare.seal(split(a_key(), needed=2, holders=2)[0], member.seal_key)
    with pytest.raises(ShareBroken):
        replace(kept, **changes).open(member)


def test_a_sealed_share_of_one_holder_is_not_passed_on_to_another():
    one, other = OpeningKey.generate(), OpeningKey.generate()
    kept = SealedShare.seal(split(a_key(), needed=2, holders=2)[0], one.seal_key)
    with pytest.raises(ShareBroken):
        replace(kept, holder=other.seal_key.key_id).open(other)


@pytest.mark.parametrize("changes", [{"index": "1"}, {"index": 900}, {"ciphertext": "*"}, {"holder": None}], ids=str)
def test_a_sealed_share_that_is_none_is_refused(changes):
    kept = SealedShare.seal(split(a_key(), needed=2, holders=2)[0], OpeningKey.generate().seal_key)
    with pytest.raises(ShareBroken):
        SealedShare.from_json(kept.to_json() | changes)
