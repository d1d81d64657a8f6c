"""An issuer elsewhere: its tokens are believed as its operator here has declared."""

from collections.abc import Mapping
from typing import Any

from joserfc.jwk import Key
from pydantic import TypeAdapter, ValidationError

from chassis.auth import Principal
from contracts.vocabulary import Siret
from gateway.identity.declaration import Declaration
from gateway.identity.remote_keys import FRESH_SECONDS, RemoteKeys
from gateway.identity.trust import TokenInvalid
from gateway.keys.grant import scopes_of

_SIRET: TypeAdapter[str] = TypeAdapter(Siret)


class ForeignIssuer:
    """Whose keys are fetched, and whose claims mean what the declaration says."""

    remembered_seconds = FRESH_SECONDS

    def __init__(self, declared: Declaration, keys: RemoteKeys) -> None:
        self._declared, self._keys = declared, keys
        self.issuer, self.audience = declared.issuer, declared.audience
        self.algorithms = frozenset[str](declared.algorithms)
        self.types = frozenset(one.lower() for one in declared.types)

    async def key(self, kid: str) -> Key | None:
        """Its key of an id, fetched where it was not seen before."""
        return await self._keys.key(kid)

    def check(self, kid: str, _: Mapping[str, Any]) -> None:
        """Raise `TokenInvalid` where the issuer has withdrawn the key."""
        if not self._keys.holds(kid):
            raise TokenInvalid

    def principal(self, claims: Mapping[str, Any]) -> Principal:
        """Whom a token stands for; one that does not name its client is refused."""
        client = self._declared.claim(claims, self._declared.client)
        if not isinstance(client, str) or not client:
            raise TokenInvalid(f"The token has no claim {self._declared.client}, which should name its client")
        named = f"{self._declared.name}:{client}"
        return Principal(named, self._scopes(claims), self._organisation(claims))

    def _scopes(self, claims: Mapping[str, Any]) -> frozenset[str]:
        """Those of every role that its words mean, and those that it may carry as they are."""
        words = _words(self._declared.claim(claims, self._declared.roles))
        roles = {self._declared.role_of[word] for word in words & self._declared.role_of.keys()}
        carried = _words(claims.get("scope")) & self._declared.scopes
        return carried.union(*(scopes_of(role) for role in roles))

    def _organisation(self, claims: Mapping[str, Any]) -> str | None:
        """A SIRET, or what is declared for the value; None where it means nothing here."""
        value = self._declared.claim(claims, self._declared.organisation)
        if not isinstance(value, str):
            return None
        if value in self._declared.organisation_of:
            return self._declared.organisation_of[value]
        try:
            return _SIRET.validate_python(value)
        except ValidationError:
            return None


def _words(value: Any) -> frozenset[str]:
    """The words of a claim, which is a list of them or one string with spaces between."""
    words = value.split() if isinstance(value, str) else value if isinstance(value, list) else []
    return frozenset(word for word in words if isinstance(word, str))
