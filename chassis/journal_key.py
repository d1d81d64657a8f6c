"""The key of an installation, under which it signs what its journal holds (Ed25519, RFC 8032 and 9864)."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

ALGORITHM = "Ed25519"
TYPE = "prenan-checkpoint"
"""`typ` of the signatures: a signature made for something else is not taken for one of these."""
_SEED_BYTES = 32
_SHORTEST_SECRET = 32


class UnusableKey(ValueError):
    """A key is not one that can sign or prove the journal."""


class SignatureWrong(ValueError):
    """A signature is not by a key that is known, or not of what it stands with."""


class JournalKey:
    """A key that signs."""

    def __init__(self, key: OKPKey) -> None:
        self._key = key
        self.id = key.thumbprint()
        """The key's thumbprint (RFC 7638)."""

    @classmethod
    def of(cls, text: str) -> Self:
        """A key given as PEM, as JWK, or as a secret of 32 characters or more; raises `UnusableKey`."""
        text = text.strip()
        try:
            if text.startswith("{"):
                key = OKPKey.import_key(json.loads(text))
            else:
                key = OKPKey.import_key(text if text.startswith("-----") else _pem_of(text))
        except (JoseError, ValueError) as error:
            raise UnusableKey("it is no PEM, JWK or secret of 32 characters or more") from error
        if key.curve_name != ALGORITHM or not key.is_private:
            raise UnusableKey("it is not a private key on Ed25519")
        return cls(key)

    @property
    def public(self) -> dict[str, Any]:
        """The public key as a JWK (RFC 8037), with its thumbprint as `kid`."""
        return {**self._key.as_dict(private=False), "kid": self.id}

    @property
    def pem(self) -> bytes:
        """The private key as a PEM file, for what else the installation signs."""
        return self._key.as_pem(private=True)

    def sign(self, said: Mapping[str, Any]) -> str:
        """A compact JWS (RFC 7515) of a JSON object."""
        header = {"alg": ALGORITHM, "kid": self.id, "typ": TYPE}
        payload = json.dumps(said, sort_keys=True, separators=(",", ":"))
        return jws.serialize_compact(header, payload.encode(), self._key, algorithms=[ALGORITHM])


def _pem_of(secret: str) -> str:
    """The key that follows from a secret, and from no other."""
    if len(secret) < _SHORTEST_SECRET:
        raise UnusableKey("a secret has 32 characters or more")
    seed = HKDF(SHA256(), _SEED_BYTES, salt=None, info=b"prenan journal key").derive(secret.encode())
    private = Ed25519PrivateKey.from_private_bytes(seed)
    return private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


class KnownKeys:
    """The public keys that prove what an installation signed: its present one and those before it."""

    def __init__(self, keys: Iterable[Mapping[str, Any]]) -> None:
        imported = (OKPKey.import_key(dict(key)) for key in keys)
        self._keys = {key.thumbprint(): key for key in imported}

    def read(self, signature: str) -> dict[str, Any]:
        """What a signature says; raises `SignatureWrong`."""
        try:
            header = jws.extract_compact(signature.encode()).headers()
            key = self._keys[header["kid"]]
            payload = jws.deserialize_compact(signature, key, algorithms=[ALGORITHM]).payload
            said: dict[str, Any] = json.loads(payload)
        except KeyError as error:
            raise SignatureWrong("its key is not known here") from error
        except (JoseError, ValueError) as error:
            raise SignatureWrong("its signature does not hold") from error
        if header.get("typ") != TYPE:
            raise SignatureWrong("it was signed for another purpose")
        return said
