"""The suites of RFC 9180 that seal here: a classic one, which browsers can compute, and a hybrid one."""

from collections.abc import Callable
from dataclasses import dataclass, field

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from .refusals import KeyUnfit

PrivateKey = X25519PrivateKey | hpke.MLKEM768X25519PrivateKey
PublicKey = X25519PublicKey | hpke.MLKEM768X25519PublicKey

_SEED = 64
"""Bytes of the seed of an ML-KEM private key (FIPS 203: d and z)."""
_POINT = 32
"""Bytes of an X25519 key, private or public (RFC 7748)."""


@dataclass(frozen=True, eq=False)
class Suite:
    """A way to seal: key encapsulation, then HKDF-SHA256 and AES-256-GCM in each."""

    name: str
    code: bytes = field(repr=False)
    """Six bytes: kem_id, kdf_id, aead_id of the IANA registry of HPKE, two each."""
    kem: hpke.KEM = field(repr=False)
    secret_size: int = field(repr=False)
    """Bytes of a private key."""
    generate: Callable[[], bytes] = field(repr=False)
    private: Callable[[bytes], PrivateKey] = field(repr=False)
    public: Callable[[bytes], PublicKey] = field(repr=False)
    public_of: Callable[[bytes], bytes] = field(repr=False)
    """The bytes of the public key that belongs to those of a private key."""

    @property
    def hpke(self) -> hpke.Suite:
        """The suite as `cryptography` names it."""
        return hpke.Suite(self.kem, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)

    @property
    def available(self) -> bool:
        """Whether this machine's `cryptography` can compute it."""
        try:
            return len(self.generate()) == self.secret_size
        except UnsupportedAlgorithm:
            return False


def _hybrid_secret() -> bytes:
    return MLKEM768PrivateKey.generate().private_bytes_raw() + X25519PrivateKey.generate().private_bytes_raw()


def _hybrid_private(secret: bytes) -> hpke.MLKEM768X25519PrivateKey:
    seed, scalar = secret[:_SEED], secret[_SEED:]
    return hpke.MLKEM768X25519PrivateKey(
        MLKEM768PrivateKey.from_seed_bytes(seed), X25519PrivateKey.from_private_bytes(scalar)
    )


def _hybrid_public(data: bytes) -> hpke.MLKEM768X25519PublicKey:
    lattice, point = data[:-_POINT], data[-_POINT:]
    return hpke.MLKEM768X25519PublicKey(
        MLKEM768PublicKey.from_public_bytes(lattice), X25519PublicKey.from_public_bytes(point)
    )


def _hybrid_public_of(secret: bytes) -> bytes:
    lattice = MLKEM768PrivateKey.from_seed_bytes(secret[:_SEED]).public_key().public_bytes_raw()
    return lattice + _point_of(secret[_SEED:])


def _point_of(secret: bytes) -> bytes:
    return X25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()


X25519 = Suite(
    name="X25519-HKDF-SHA256-AES-256-GCM",
    code=bytes.fromhex("0020 0001 0002"),
    kem=hpke.KEM.X25519,
    secret_size=_POINT,
    generate=lambda: X25519PrivateKey.generate().private_bytes_raw(),
    private=X25519PrivateKey.from_private_bytes,
    public=X25519PublicKey.from_public_bytes,
    public_of=_point_of,
)
"""DHKEM(X25519, HKDF-SHA256): the default, within reach of any browser."""
HYBRID = Suite(
    name="MLKEM768-X25519-HKDF-SHA256-AES-256-GCM",
    code=bytes.fromhex("647a 0001 0002"),
    kem=hpke.KEM.MLKEM768_X25519,
    secret_size=_SEED + _POINT,
    generate=_hybrid_secret,
    private=_hybrid_private,
    public=_hybrid_public,
    public_of=_hybrid_public_of,
)
"""ML-KEM-768 beside X25519: who stores bids today cannot open them with a quantum computer later."""
SUITES = (X25519, HYBRID)


def suite_named(name: str) -> Suite:
    """The suite of this name."""
    for suite in SUITES:
        if suite.name == name:
            return suite
    raise KeyUnfit(f"the suite {name!r} is not known here")
