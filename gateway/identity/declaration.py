"""What an operator declares of an issuer elsewhere: where its keys are, and what its claims mean here."""

from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from contracts.reference.roles import Scope
from contracts.vocabulary import Siret
from gateway.keys.issuing import roles_with_a_key

Algorithm = Literal["ES256", "ES384", "PS256", "RS256", "Ed25519"]
LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})


def _is_guarded(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOCAL):
        raise ValueError("keys are fetched over https, or from this machine")
    return url


def _has_a_key(role: str) -> str:
    if role not in roles_with_a_key():
        raise ValueError(f"{role!r} is not a role that carries a key")
    return role


class Declaration(BaseModel):
    """An issuer of access tokens elsewhere. Claims inside others are named with dots: `realm_access.roles`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(pattern="^[a-z][a-z0-9-]{0,30}$")
    """Put before the names of its clients, so that none of them can pass for a client of ours."""
    issuer: str = Field(min_length=1)
    audience: str = Field(min_length=1)
    jwks_url: Annotated[str, AfterValidator(_is_guarded)]
    algorithms: frozenset[Algorithm] = frozenset({"ES256", "PS256", "RS256"})
    types: frozenset[str] = Field(frozenset({"at+jwt"}), min_length=1)
    client: str = "client_id"
    """The claim that names the client."""
    roles: str = "roles"
    """The claim with what the client is, a word or several."""
    role_of: dict[str, Annotated[str, AfterValidator(_has_a_key)]] = {}
    """Our role for each of these words; other words mean nothing."""
    organisation: str = "organisation"
    """The claim with the SIRET for whom the client acts."""
    organisation_of: dict[str, Siret | Literal["*"]] = {}
    """The SIRET, or * for every organisation, for each value of that claim that is not a SIRET itself."""
    scopes: frozenset[Scope] = frozenset()
    """The scopes of ours that the claim `scope` may carry as they are."""

    def claim(self, claims: Any, name: str) -> Any:
        """The value of a claim by its name, or inside others by its path."""
        if isinstance(claims, dict) and name in claims:
            return claims[name]
        first, dot, rest = name.partition(".")
        inner = claims.get(first) if isinstance(claims, dict) else None
        return self.claim(inner, rest) if dot and inner is not None else None
