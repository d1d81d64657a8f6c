"""A sealed piece opens for its key, in its context, whole and unaltered, or not at all."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.sealing import (
    HYBRID,
    X25519,
    ContextUnfit,
    Header,
    KeyUnfit,
    NotSealed,
    Opener,
    OpeningKey,
    SealBroken,
    Sealer,
    SealingRefusal,
    SealKey,
    WrongKey,
    plain_size,
    seal_stream,
    sealed_size,
    unseal,
    unseal_stream,
)
from contracts.sealing.chunks import CHUNK, TAG
from tests.depth import examples
from tests.unit.sealing.bids import CONTEXT, a_key, cut, opened, sealed

HEADER = Header.size(X25519)
EDGES = (0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 5)
sizes = st.one_of(st.sampled_from(EDGES), st.integers(0, 3 * CHUNK))
parts = st.lists(st.integers(0, 2 * CHUNK), max_size=5)


def content(size: int) -> bytes:
    """So many bytes, no chunk like another."""
    return (bytes(range(251)) * (size // 251 + 1))[:size]


@settings(max_examples=examples(60), deadline=None)
@given(size=sizes, sealing=parts, opening=parts)
def test_any_bytes_come_back_however_they_are_cut_on_the_way(size, sealing, opening):
    plain = content(size)
    sealer, opener = Sealer(a_key().seal_key, CONTEXT), Opener(a_key(), CONTEXT)
    piece = sealer.header() + b"".join(map(sealer.update, cut(plain, sealing))) + sealer.finish()
    assert b"".join(map(opener.update, cut(piece, opening))) + opener.finish() == plain
    assert len(piece) == sealed_size(X25519, size)
    assert plain_size(X25519, len(piece)) == size


@pytest.mark.skipif(not HYBRID.available, reason="this machine's cryptography has no ML-KEM")
def test_the_hybrid_suite_seals_and_opens():
    key = OpeningKey.generate(HYBRID)
    piece = sealed(b"offer", key)
    assert Header.read(piece).suite is HYBRID
    assert len(piece) == sealed_size(HYBRID, 5)
    assert opened(piece, key) == b"offer"
    with pytest.raises(WrongKey):
        opened(piece)


def test_a_stream_is_sealed_and_opened_as_it_arrives():
    async def arriving(data: list[bytes]) -> AsyncIterator[bytes]:
        for part in data:
            yield part

    async def there_and_back() -> bytes:
        piece = [part async for part in seal_stream(arriving([b"of", b"fer"]), a_key().seal_key, CONTEXT)]
        return b"".join([part async for part in unseal_stream(arriving(piece), a_key(), CONTEXT)])

    assert asyncio.run(there_and_back()) == b"offer"


def test_what_is_sealed_does_not_show():
    assert b"canary" not in sealed(b"canary" * 20000)


def test_the_same_bytes_are_never_sealed_alike():
    assert sealed(b"offer")[HEADER:] != sealed(b"offer")[HEADER:]


@settings(max_examples=examples(150), deadline=None)
@given(data=st.data(), size=st.sampled_from([0, 7, CHUNK, CHUNK + 9]))
def test_any_flipped_bit_is_detected(data, size):
    piece = bytearray(sealed(content(size)))
    place = data.draw(st.one_of(st.integers(0, HEADER + TAG - 1), st.integers(0, len(piece) - 1)))
    piece[place] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(SealingRefusal):
        opened(bytes(piece))


def test_every_bit_of_the_header_counts():
    piece = sealed(b"")
    for bit in range(8 * len(piece)):
        altered = bytearray(piece)
        altered[bit // 8] ^= 1 << bit % 8
        with pytest.raises(SealingRefusal):
            opened(bytes(altered))


@settings(max_examples=examples(80), deadline=None)
@given(data=st.data(), size=sizes)
def test_a_piece_that_was_cut_does_not_open(data, size):
    piece = sealed(content(size))
    borders = [HEADER + n * (CHUNK + TAG) for n in range(4) if HEADER + n * (CHUNK + TAG) < len(piece)]
    end = data.draw(st.one_of(st.sampled_from(borders), st.integers(0, len(piece) - 1)))
    with pytest.raises(SealBroken):
        opened(piece[:end])


@given(more=st.binary(min_size=1, max_size=40))
@settings(deadline=None)
def test_a_piece_that_was_continued_does_not_open(more):
    with pytest.raises(SealBroken):
        opened(sealed(content(CHUNK)) + more)
    with pytest.raises(SealBroken):
        opened(sealed(b"offer") + more)


def test_chunks_that_changed_places_were_repeated_or_left_out_do_not_open():
    piece = sealed(content(3 * CHUNK + 5))
    header, body = piece[:HEADER], piece[HEADER:]
    first, second, third, last = (body[start : start + CHUNK + TAG] for start in range(0, len(body), CHUNK + TAG))
    assert opened(header + first + second + third + last) == content(3 * CHUNK + 5)
    for chunks in ([second, first, third, last], [first, first, second, third, last], [first, third, last], [last]):
        with pytest.raises(SealBroken):
            opened(header + b"".join(chunks))


def test_the_body_of_one_piece_does_not_open_under_the_header_of_another():
    with pytest.raises(SealBroken):
        opened(sealed(b"offer")[:HEADER] + sealed(b"offer")[HEADER:])


def test_an_empty_chunk_after_a_full_one_is_no_other_writing_of_the_same_piece():
    sealer = Sealer(a_key().seal_key, CONTEXT)
    longer = sealer.header() + sealer._chunks.encrypt(content(CHUNK), last=False) + sealer.finish()
    with pytest.raises(SealBroken, match="empty chunk"):
        opened(longer)
    with pytest.raises(NotSealed):
        plain_size(X25519, len(longer))


@pytest.mark.parametrize(
    "changes",
    [
        {"tender": "tender-2"},
        {"phase": "candidatures"},
        {"lots": (1,)},
        {"lots": ()},
        {"lots": (12,)},
        {"bidder": "00000001800010"},
        {"kind": "technical-offer"},
        {"name": "prix (2).pdf"},
        {"kind": "price-schedul", "name": "eprix.pdf"},
    ],
    ids=str,
)
def test_a_piece_does_not_open_in_another_context(changes):
    piece = sealed(b"offer")
    with pytest.raises(SealBroken):
        opened(piece, context=replace(CONTEXT, **changes))


def test_the_order_of_lots_and_the_writing_of_accents_are_no_matter():
    composed = replace(CONTEXT, name="m\u00e9moire.pdf")
    decomposed = replace(CONTEXT, name="me\u0301moire.pdf", lots=(2, 1, 1))
    assert opened(sealed(b"offer", context=composed), context=decomposed) == b"offer"


@pytest.mark.parametrize(
    "changes",
    [
        {"tender": ""},
        {"name": "../x"},
        {"name": ".."},
        {"name": "a\\b"},
        {"name": "a\nb"},
        {"lots": (0,)},
        {"kind": ""},
    ],
    ids=str,
)
def test_a_context_has_words_names_and_lots(changes):
    with pytest.raises(ContextUnfit):
        replace(CONTEXT, **changes)


def test_a_piece_says_to_which_key_it_was_sealed():
    piece = sealed(b"offer")
    assert Header.read(piece).key_id == a_key().seal_key.key_id
    with pytest.raises(WrongKey, match=a_key().seal_key.key_id):
        opened(piece, OpeningKey.generate())


def test_a_key_that_takes_the_name_of_another_opens_nothing():
    piece = bytearray(sealed(b"offer"))
    other = OpeningKey.generate()
    piece[13:45] = other.seal_key.digest
    with pytest.raises(SealBroken):
        opened(bytes(piece), other)


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"prenan\x02" + bytes(200), b"prenan\x01" + bytes(200)])
def test_something_else_is_no_sealed_piece(data):
    with pytest.raises(NotSealed):
        Header.read(data)
    with pytest.raises(NotSealed):
        opened(data)


@pytest.mark.parametrize("size", [0, HEADER, HEADER + TAG - 1, HEADER + CHUNK + TAG + 1, HEADER + CHUNK + 2 * TAG])
def test_a_size_that_no_piece_has_is_found_without_the_key(size):
    with pytest.raises(NotSealed):
        plain_size(X25519, size)


def test_nothing_is_added_to_a_finished_piece():
    sealer = Sealer(a_key().seal_key, CONTEXT)
    sealer.finish()
    with pytest.raises(ValueError, match="already finished"):
        sealer.finish()


def test_a_long_piece_passes_without_being_held():
    sealer, opener = Sealer(a_key().seal_key, CONTEXT), Opener(a_key(), CONTEXT)
    opener.update(sealer.header())
    behind = 0
    for _ in range(40):
        given = sealer.update(bytes(CHUNK))
        behind = max(behind, CHUNK - len(opener.update(given)))
    assert behind <= 2 * CHUNK
    assert len(opener.update(sealer.finish()) + opener.finish()) <= 2 * CHUNK


def test_a_key_is_published_and_read_again():
    document = a_key().seal_key.to_json()
    assert set(document) == {"key_id", "suite", "public_key"}
    assert SealKey.from_json(document) == a_key().seal_key
    assert OpeningKey.from_pem(a_key().to_pem()) == a_key()


@pytest.mark.parametrize(
    "changes",
    [{"key_id": "x"}, {"suite": "ROT13"}, {"public_key": "AAAA"}, {"public_key": None}, {"public_key": "A" * 43}],
    ids=str,
)
def test_a_key_that_is_none_is_refused(changes):
    with pytest.raises(KeyUnfit):
        SealKey.from_json(a_key().seal_key.to_json() | changes)


def test_nothing_is_sealed_to_a_point_without_a_secret():
    with pytest.raises(KeyUnfit):
        Sealer(SealKey(X25519, bytes(32)), CONTEXT)


def test_the_private_key_does_not_show_in_a_log():
    assert str(a_key().secret) not in repr(a_key())


def test_nothing_is_given_out_of_a_broken_first_chunk():
    piece = bytearray(sealed(content(2 * CHUNK)))
    piece[HEADER] ^= 1
    stream = unseal([bytes(piece)], a_key(), CONTEXT)
    with pytest.raises(SealBroken, match="chunk 1 "):
        next(stream)
