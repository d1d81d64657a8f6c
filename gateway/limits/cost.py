"""What an operation costs: the class that its quota and its turn under pressure follow from."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from chassis.uploads import DOWNLOAD, UPLOAD
from gateway.operations import FEED_PATH, unnamed

MARK = "x-cost"
"""Member of an OpenAPI operation: its cost class, where it is not the one that follows from its path."""
WINDOW_SECONDS = 60


class Cost(StrEnum):
    """The classes, the first to be refused under pressure first."""

    BULK = "bulk"
    SEARCH = "search"
    STREAM = "stream"
    COMPOSED = "composed"
    READ = "read"
    WRITE = "write"
    BID = "bid"


@dataclass(frozen=True)
class Quota:
    """So many requests in so many seconds; all of them may come at once."""

    requests: int
    seconds: int = WINDOW_SECONDS


@dataclass(frozen=True)
class Class:
    """What holds for a cost class: quotas of an address without a key, of a client; and when it is refused.

    `refused_at` is a part of the most that the process can do: in flight, or as lateness.
    """

    public: Quota
    client: Quota
    refused_at: float


CLASSES: Mapping[Cost, Class] = {
    Cost.BULK: Class(Quota(20), Quota(200), 0.5),
    Cost.SEARCH: Class(Quota(120), Quota(1200), 0.5),
    Cost.STREAM: Class(Quota(120), Quota(1200), 0.7),
    Cost.COMPOSED: Class(Quota(300), Quota(3000), 0.8),
    Cost.READ: Class(Quota(1200), Quota(6000), 0.8),
    Cost.WRITE: Class(Quota(60), Quota(1200), 0.9),
    Cost.BID: Class(Quota(300), Quota(12_000), 1.0),
}
_DECLARED: Mapping[str, Cost] = {
    "POST /contract-records": Cost.BULK,
    "POST /plan-entry-records": Cost.BULK,
    "POST /supplier-records": Cost.BULK,
    "POST /payment-records": Cost.BULK,
    "POST /tender-records": Cost.BULK,
    "POST /imports": Cost.BULK,
    "GET /exports/{}.{}": Cost.BULK,
    "GET /supplier-exports.{}": Cost.BULK,
    "GET /observatory/exports/contracts.{}": Cost.BULK,
    "GET /observatory/exports/figures.{}": Cost.BULK,
    "GET /suppliers": Cost.SEARCH,
    "GET /search": Cost.SEARCH,
    "GET /suggestions": Cost.SEARCH,
    "POST /matches": Cost.SEARCH,
    "POST /supply-potential": Cost.SEARCH,
    "POST /supply-potential/plans": Cost.SEARCH,
    "POST /what-if": Cost.SEARCH,
    "GET /observatory/contracts": Cost.SEARCH,
    "GET /observatory/comparisons": Cost.SEARCH,
    "GET /observatory/comparisons/clauses": Cost.SEARCH,
    "GET /observatory/comparisons/newcomer-rule": Cost.SEARCH,
    "GET /observatory/distributions": Cost.SEARCH,
    "GET /red-flags/lots": Cost.SEARCH,
    "GET /ocds/records": Cost.SEARCH,
    "GET /decp/{}": Cost.BULK,
    "GET /decp/{}/contracts": Cost.SEARCH,
    "GET /ocds/releases": Cost.STREAM,
    f"GET {unnamed(FEED_PATH)}": Cost.STREAM,
    "POST /tenders/{}/bids": Cost.BID,
    "POST /tenders/{}/pieces": Cost.BID,
    "POST /tenders/{}/sealed-pieces": Cost.BID,
    "POST /bids/{}/withdrawal": Cost.BID,
}
"""Operations, by method and path template, whose class does not follow from what they are."""


def cost_of(method: str, path: str, described: Mapping[str, Any], *, is_composed: bool = False) -> Cost:
    """The class of an operation: what its document says, or else what it is."""
    if MARK in described:
        return Cost(described[MARK])
    if declared := _DECLARED.get(f"{method} {unnamed(path)}"):
        return declared
    if path.startswith("/feed/") or described.keys() & {UPLOAD, DOWNLOAD}:
        return Cost.STREAM
    if method != "GET":
        return Cost.WRITE
    return Cost.COMPOSED if is_composed else Cost.READ
