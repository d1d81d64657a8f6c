"""The tables of OAuth clients, their secrets, and the keys that sign access tokens."""

from sqlalchemy import Column, DateTime, ForeignKey, Index, LargeBinary, Table, Text, func

from gateway.keys.tables import state

oauth_client = Table(
    "oauth_client",
    state,
    Column("id", Text, primary_key=True, comment="client_id"),
    Column("client", Text, nullable=False, comment="whom its tokens stand for, as the client of a key"),
    Column("role", Text, nullable=False, comment="its scopes are those of the role, contracts/reference/roles.yaml"),
    Column("organisation", Text, nullable=False, comment="SIRET, or * for every organisation"),
    Column("registered_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    Column("revoked_at", DateTime(timezone=True)),
    Index("ix_oauth_client_revoked_at", "revoked_at"),
)
oauth_secret = Table(
    "oauth_secret",
    state,
    Column("id", Text, primary_key=True),
    Column("client_id", ForeignKey("oauth_client.id"), nullable=False),
    Column("digest", LargeBinary, nullable=False, comment="HMAC-SHA256 of the secret under the pepper"),
    Column("issued_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    Column("expires_at", DateTime(timezone=True), nullable=False),
    Column("revoked_at", DateTime(timezone=True)),
    Index("ix_oauth_secret_client_id", "client_id"),
)
signing_key = Table(
    "signing_key",
    state,
    Column("kid", Text, primary_key=True, comment="thumbprint of the public key (RFC 7638)"),
    Column("sealed", LargeBinary, nullable=False, comment="the private key under AES-256-GCM, key from the pepper"),
    Column("made_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    Column("signs_until", DateTime(timezone=True), nullable=False),
    Column("verifies_until", DateTime(timezone=True), nullable=False),
)

__all__ = ["oauth_client", "oauth_secret", "signing_key", "state"]
