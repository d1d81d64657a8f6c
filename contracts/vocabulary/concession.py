"""What is public of a concession beside what it has in common with other contracts."""

from enum import StrEnum

from contracts.vocabulary.money import Money
from contracts.vocabulary.word import Day, Word


class ConcessionKind(StrEnum):
    """What is conceded: CCP L1121-2, L1121-3; a local authority delegates a public service: CGCT L1411-1."""

    WORKS = "works"
    SERVICE = "service"
    PUBLIC_SERVICE = "public-service"
    DELEGATION = "delegation"


class Concession(Word):
    """The own members of a concession (contrat de concession): CCP R3131-1, order of 22 December 2022.

    `negotiated` says whether candidates were negotiated with (CCP L3124-1), `restricted` whether only chosen ones
    handed in an offer, `starts_on` when performance begins, `subsidies` what the public pays, excluding VAT.
    """

    kind: ConcessionKind | None = None
    negotiated: bool | None = None
    restricted: bool | None = None
    starts_on: Day | None = None
    subsidies: Money | None = None
