"""The table of the keys."""

from sqlalchemy import Boolean, Column, DateTime, Index, LargeBinary, MetaData, Table, Text, false, func

from chassis.schema import NAMING

state = MetaData(naming_convention=NAMING)

api_key = Table(
    "api_key",
    state,
    Column("id", Text, primary_key=True),
    Column("client", Text, nullable=False, comment="whom the key stands for: the same before and after a rotation"),
    Column("role", Text, nullable=False, comment="its scopes are those of the role, contracts/reference/roles.yaml"),
    Column("organisation", Text, nullable=False, comment="SIRET, or * for every organisation"),
    Column("digest", LargeBinary, nullable=False, comment="HMAC-SHA256 of the secret under the pepper"),
    Column("issued_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    Column("expires_at", DateTime(timezone=True), nullable=False),
    Column("revoked_at", DateTime(timezone=True)),
    Column(
        "demo",
        Boolean,
        nullable=False,
        server_default=false(),
        comment="issued for trying; refused where it is earnest",
    ),
    Index("ix_api_key_client", "client"),
)
