"""Roles of people and systems, and the scopes that an API key of each one carries."""

from collections.abc import Mapping
from functools import cache
from typing import Literal

from contracts.reference.document import Document, Labelled, read

Scope = Literal[
    "tenders:write",
    "tenders:award",
    "tenders:review",
    "bids:submit",
    "bids:open",
    "offers:read",
    "reviews:prescriber",
    "reviews:referent",
    "reviews:legal",
    "plan-entries:write",
    "bids:submit",
    "bids:open",
    "offers:read",
    "evaluations:write",
    "contracts:write",
    "contracts:import",
    "payments:write",
    "evaluations:reply",
    "suppliers:write",
    "suppliers:verify",
    "profile:write",
    "sourcing:match",
    "sourcing:write",
    "sourcing:send",
    "sourcing:read",
    "sourcing:policy",
    "suppliers:import",
    "reports:read",
    "reports:decide",
    "objects:act-for",
    "targets:write",
    "alerts:write",
    "webhooks:write",
    "flags:read",
    "flags:comment",
    "imports:write",
    "keys:admin",
]


class Role(Labelled):
    """A role with its scopes; `key` is false for the public, who needs none."""

    scopes: frozenset[Scope]
    key: bool = True


class RoleDocument(Document):
    """Every role."""

    roles: tuple[Role, ...]


@cache
def roles() -> Mapping[str, Role]:
    """The roles by code."""
    return {role.code: role for role in read("roles.yaml", RoleDocument).roles}
