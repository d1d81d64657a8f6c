"""From an access token to a signed principal: verified once, then remembered, without asking any database."""

import base64
import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import Key
from joserfc.jws import JWSRegistry
from pydantic import TypeAdapter

from gateway.identity.trust import Claims, Header, Issuer, TokenExpired, TokenInvalid
from gateway.vouching import Vouched

LONGEST_TOKEN = 16 * 1024
MOST_REMEMBERED = 10_000
_DOTS = 2
_OBJECT: TypeAdapter[dict[str, Any]] = TypeAdapter(dict[str, Any])


class _Signatures(JWSRegistry):
    """Any of the algorithms that an issuer may use; headers that say nothing to us are passed over (RFC 7515 4)."""

    max_header_length = LONGEST_TOKEN


@dataclass
class _Remembered:
    issuer: Issuer
    kid: str
    claims: Claims
    said: Mapping[str, Any]
    until: float
    vouched: Vouched


class Verifier:
    """Believes the tokens of the issuers that it is given; `clock` gives Unix time."""

    def __init__(self, issuers: Iterable[Issuer], secret: str, clock: Callable[[], float] = time.time) -> None:
        self._issuers = {one.issuer: one for one in issuers}
        self._secret, self._clock = secret, clock
        self._known: OrderedDict[bytes, _Remembered] = OrderedDict()

    @staticmethod
    def reads(text: str) -> bool:
        """Whether a text has the outline of a token: three parts with dots between."""
        return text.count(".") == _DOTS

    async def vouch(self, text: str) -> str:
        """The signed principal of a token; raises a kind of `TokenRefused`."""
        now, mark = self._clock(), hashlib.sha256(text.encode()).digest()
        known = self._known.get(mark)
        if known is None or now >= known.until:
            known = await self._verified(text, now)
            self._remember(mark, known)
        if not known.claims.is_current(now):
            raise TokenExpired
        known.issuer.check(known.kid, known.said)
        return known.vouched.token(self._secret, now)

    def _remember(self, mark: bytes, known: _Remembered) -> None:
        self._known[mark] = known
        self._known.move_to_end(mark)
        if len(self._known) > MOST_REMEMBERED:
            self._known.popitem(last=False)

    async def _verified(self, text: str, now: float) -> _Remembered:
        header, claims, said = _read(text)
        issuer = self._issuers.get(claims.iss)
        if issuer is None or not _is_of(header, issuer):
            raise TokenInvalid
        key = await issuer.key(header.kid)
        if key is None or not _is_signed(text, header, key):
            raise TokenInvalid
        if not claims.is_for(issuer.audience):
            raise TokenInvalid("The token was issued for another audience")
        vouched = Vouched(issuer.principal(said))
        return _Remembered(issuer, header.kid, claims, said, now + issuer.remembered_seconds, vouched)


def _read(text: str) -> tuple[Header, Claims, Mapping[str, Any]]:
    """What a token says of itself, before anything of it is believed."""
    if len(text) > LONGEST_TOKEN:
        raise TokenInvalid
    header, claims, _ = text.split(".")
    try:
        said = _OBJECT.validate_json(_decoded(claims))
        return Header.model_validate_json(_decoded(header)), Claims.model_validate(said), said
    except ValueError as error:
        raise TokenInvalid from error


def _decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def _is_of(header: Header, issuer: Issuer) -> bool:
    """Whether it has the form of an issuer's access tokens; an ID token has not."""
    return header.alg in issuer.algorithms and header.typ.lower().removeprefix("application/") in issuer.types


def _is_signed(text: str, header: Header, key: Key) -> bool:
    """Whether the signature is of this key, by the algorithm that both the header and the key's own word allow."""
    registry = _Signatures(algorithms=[header.alg], strict_check_header=False)
    try:
        return key.alg in (None, header.alg) and bool(jws.deserialize_compact(text, key, registry=registry))
    except (JoseError, ValueError):
        return False
