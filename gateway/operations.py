"""The operations that pass through the gateway: those that the services' OpenAPI documents describe, no others."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import orjson

from chassis.client import TOTAL_SECONDS
from chassis.service import ACCESS, AccessNotDeclared
from chassis.uncounted import MARK
from chassis.uploads import DOWNLOAD, UPLOAD

METHODS = ("get", "put", "post", "delete", "patch")
IMPORT_SECONDS = 60.0
DEADLINES: Mapping[str, float] = {
    "/contract-records": IMPORT_SECONDS,
    "/plan-entry-records": IMPORT_SECONDS,
    "/supplier-records": IMPORT_SECONDS,
    "/payment-records": IMPORT_SECONDS,
    "/tender-records": IMPORT_SECONDS,
    "/tenders/{tender_id}/bids": IMPORT_SECONDS,
    "/tenders/{tender_id}/opening/shares": IMPORT_SECONDS,
}
"""Seconds that an operation may take, where that is more than `TOTAL_SECONDS`."""
FEED_PATH = "/feed/{name}"
FEED_OF: Mapping[str, str] = {
    "procedures": "tenders",
    "suppliers": "suppliers",
    "observatory": "analytics",
}
"""The service that publishes each public feed."""
RESTRICTED_FEED_OF: Mapping[str, str] = {"offers": "tenders", "sourcing": "suppliers", "flags": "analytics"}
"""The service that publishes each feed that not everybody may read; what it answers is never kept."""
JOURNAL_OF: Mapping[str, str] = {**FEED_OF, **RESTRICTED_FEED_OF}
"""The service that keeps the journal behind each feed; what it says of it, hashes, anyone may read."""
JOURNAL_PATHS = ("/journal/{name}/checkpoints", "/journal/{name}/keys")
"""What each service says of the journal behind its feed, by the feed's name."""
FEED_PATHS = frozenset({FEED_PATH, *(f"/feed/{name}" for name in RESTRICTED_FEED_OF)})
"""The paths of all feeds, as documents name them."""
OWN_PATHS = frozenset({*FEED_PATHS, *JOURNAL_PATHS})
"""Paths that every service has and that the gateway answers in its own way."""
Documents = Mapping[str, dict[str, Any]]


class DocumentMissing(RuntimeError):
    """The OpenAPI document of a service is not there."""


@dataclass(frozen=True)
class Operation:
    """One method of one path of a service, and the seconds it may take; `is_streamed` where it carries a file."""

    service: str
    path: str
    method: str
    deadline: float
    upload: int | None = None
    """How many bytes of a file it takes."""
    is_streamed: bool = False

    @cached_property
    def template(self) -> str:
        """The path with its parameters unnamed."""
        return unnamed(self.path)


def unnamed(path: str) -> str:
    """A path with its parameters unnamed: `/tenders/{}`."""
    return re.sub(r"\{[^}]*\}", "{}", path)


def read_documents(folder: Path, services: Mapping[str, str]) -> Documents:
    """The OpenAPI document of each service; raises `DocumentMissing`."""
    documents = {}
    for service in services:
        path = folder / f"{service}.json"
        if not path.exists():
            raise DocumentMissing(
                f"{path}: write it with `python -m chassis.documents services.{service}.main:create_app`"
            )
        documents[service] = orjson.loads(path.read_bytes())
    return documents


def operations(documents: Documents) -> dict[str, dict[str, Operation]]:
    """Every operation by path and method; raises `AccessNotDeclared` where one does not say who may use it."""
    table: dict[str, dict[str, Operation]] = {}
    for service, document in documents.items():
        for path, item in document["paths"].items():
            if path in OWN_PATHS:
                continue
            deadline = DEADLINES.get(path, TOTAL_SECONDS)
            for method in item.keys() & set(METHODS):
                if ACCESS not in item[method]:
                    raise AccessNotDeclared(f"{method} {path} of {service}")
                table.setdefault(path, {})[method.upper()] = Operation(
                    service,
                    path,
                    method.upper(),
                    deadline,
                    upload=item[method].get(UPLOAD),
                    is_streamed=bool(item[method].keys() & {UPLOAD, DOWNLOAD}),
                )
    return table


def uncounted(documents: Documents) -> set[str]:
    """The paths with an operation that is not measured."""
    items = [item for document in documents.values() for item in document["paths"].items()]
    return {path for path, item in items if any(item[one].get(MARK) for one in item.keys() & set(METHODS))}
