"""Contracting authorities whose own rules the platform applies: their policy as data."""

from collections.abc import Mapping
from functools import cache
from typing import Annotated

from pydantic import Field

from contracts.reference.document import Document, Record, read
from contracts.vocabulary import Amount, ReviewRole, Siret, Text

Chain = Annotated[tuple[ReviewRole, ...], Field(min_length=1, max_length=10)]
"""Who approves a tender, one after the other."""


class ApprovalPolicy(Record):
    """From which estimated value on, excluding VAT, a tender is published only after its `chain` approved it."""

    from_amount: Amount
    chain: Chain
    source: Text


class Authority(Record):
    """A contracting authority (pouvoir adjudicateur): CCP L1211-1; without `approval` it publishes as it likes."""

    siret: Siret
    fr: Text
    en: Text
    sample: bool = False
    approval: ApprovalPolicy | None = None


class AuthorityDocument(Document):
    """Every authority with rules of its own; `usual_chain` is who approves where an authority says nothing."""

    usual_chain: Chain
    authorities: tuple[Authority, ...]


@cache
def _document() -> AuthorityDocument:
    return read("authorities.yaml", AuthorityDocument)


@cache
def authorities() -> Mapping[str, Authority]:
    """The authorities by SIRET."""
    return {authority.siret: authority for authority in _document().authorities}


def approval_policy(buyer: str) -> ApprovalPolicy | None:
    """What a buyer asks before publication; None where it asks nothing."""
    authority = authorities().get(buyer)
    return authority.approval if authority else None


def chain_of(buyer: str) -> tuple[ReviewRole, ...]:
    """Who approves the tenders of a buyer that are submitted, one after the other."""
    policy = approval_policy(buyer)
    return policy.chain if policy else _document().usual_chain
