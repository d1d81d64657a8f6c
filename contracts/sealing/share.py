"""Shares of a private key: any k of n rebuild it, and k-1 of them say nothing about it (Shamir 1979).

Each byte of the key is the value at 0 of a polynomial of degree k-1 over GF(256), the field of AES; a share has the
values at its index. Tables make the time depend on the secret: split and join where nobody else can measure.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from .encoding import framed, raw, text
from .key import OpeningKey, SealKey
from .refusals import ShareBroken, ShareForeign, SharesInsufficient

FEWEST, MOST = 2, 20
"""Shares that a key needs at least, and that it has at most."""
_ORDER = 255
_POLYNOMIAL = 0x11B


def _powers() -> list[int]:
    """The powers of 3, which generates the field, twice over so that sums of logarithms need no remainder."""
    powers = [1]
    for _ in range(2 * _ORDER - 1):
        doubled = powers[-1] << 1
        powers.append((doubled ^ _POLYNOMIAL if doubled > _ORDER else doubled) ^ powers[-1])
    return powers


_POWER = _powers()
_LOG = {power: exponent for exponent, power in enumerate(_POWER[:_ORDER])}


def _times(a: int, b: int) -> int:
    return _POWER[_LOG[a] + _LOG[b]] if a and b else 0


def _over(a: int, b: int) -> int:
    return _POWER[_LOG[a] + _ORDER - _LOG[b]] if a else 0


@dataclass(frozen=True)
class Share:
    """One share of the private key of a tender."""

    key_id: str
    """Identifier of the key that it is a share of."""
    index: int
    """Which share it is, from 1."""
    needed: int
    """How many shares rebuild the key."""
    value: bytes = field(repr=False)
    """As many bytes as the private key has."""

    @property
    def checksum(self) -> str:
        """Finds what was damaged or mistyped, not what was forged."""
        words = (self.key_id.encode(), bytes([self.index, self.needed]), self.value)
        return text(sha256(framed(*words)).digest()[:6])

    def to_json(self) -> dict[str, str | int]:
        """`{key_id, index, needed, value, checksum}`."""
        numbers = {"index": self.index, "needed": self.needed}
        return {"key_id": self.key_id, **numbers, "value": text(self.value), "checksum": self.checksum}

    @classmethod
    def from_json(cls, document: Mapping[str, Any]) -> "Share":
        """The share of such a document, whose checksum must be its own."""
        try:
            share = cls(document["key_id"], document["index"], document["needed"], raw(document["value"]))
            intact = document["checksum"] == share.checksum and share.index and FEWEST <= share.needed <= MOST
        except (KeyError, TypeError, ValueError, AttributeError) as flaw:
            raise ShareBroken(f"this is no share: {flaw}") from flaw
        if not intact:
            raise ShareBroken("the share was damaged: its checksum is not its own")
        return share


def split(key: OpeningKey, *, needed: int, holders: int) -> tuple[Share, ...]:
    """As many shares as holders, of which any `needed` rebuild the key; 2 ≤ needed ≤ holders ≤ 20."""
    if not FEWEST <= needed <= holders <= MOST:
        raise ValueError(f"{needed} of {holders}: at least {FEWEST} of at most {MOST} shares must be needed")
    rows = [_entropy(len(key.secret)) for _ in range(needed - 1)] + [key.secret]
    return tuple(
        Share(key.seal_key.key_id, index, needed, bytes(_at(index, column) for column in zip(*rows, strict=True)))
        for index in range(1, holders + 1)
    )


def join(shares: Iterable[Share], key: SealKey) -> OpeningKey:
    """The private key of `key`, which the shares must rebuild; a wrong one among them is found, though not which."""
    given = set(shares)
    _check_that_they_agree(given, key)
    values = {share.index: share.value for share in given}
    needed = max((share.needed for share in given), default=FEWEST)
    if len(values) < needed:
        raise SharesInsufficient(len(values), needed)
    rebuilt = OpeningKey(key.suite, _at_zero(values))
    if rebuilt.seal_key != key:
        raise ShareForeign("together these shares make another key: one of them at least is not what was given out")
    return rebuilt


def _check_that_they_agree(given: Collection[Share], key: SealKey) -> None:
    strangers = sorted({share.index for share in given if share.key_id != key.key_id})
    if strangers:
        raise ShareForeign(f"of another key: share {', '.join(map(str, strangers))}")
    if len({share.needed for share in given}) > 1:
        raise ShareForeign("the shares do not agree on how many of them are needed")
    if len({share.index for share in given}) < len(given):
        raise ShareForeign("two different shares have the same index")
    if any(len(share.value) != key.suite.secret_size for share in given):
        raise ShareForeign("a share is longer or shorter than the key")


def _entropy(size: int) -> bytes:
    """So many random bytes, from the generator of keys: no other source of chance is needed here."""
    return b"".join(AESGCM.generate_key(256) for _ in range(-(-size // 32)))[:size]


def _at(x: int, coefficients: Iterable[int]) -> int:
    """The value of a polynomial, highest coefficient first (Horner)."""
    return reduce(lambda value, coefficient: _times(value, x) ^ coefficient, coefficients, 0)


def _at_zero(values: Mapping[int, bytes]) -> bytes:
    """The values at 0 of the polynomials through these points (Lagrange)."""
    weights = {x: reduce(_times, (_over(y, y ^ x) for y in values if y != x), 1) for x in values}
    columns = zip(*values.values(), strict=True)
    return bytes(reduce(int.__xor__, map(_times, weights.values(), column), 0) for column in columns)
