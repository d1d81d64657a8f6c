"""The API of Prenañ from Python: a thin, typed client, and nothing that the API does not say itself."""

from prenan_client.answer import Answer
from prenan_client.client import Prenan
from prenan_client.exports import Export, ExportDamaged, ExportEnd, ExportIncomplete
from prenan_client.facts import Event, Fact
from prenan_client.feed import Feed
from prenan_client.imports import CSV, NDJSON, ImportJob, Imports, RowReport
from prenan_client.nouns import Contract, Identifier, Money, PlanEntry, Supplier, Tender, Webhook
from prenan_client.patience import Patience
from prenan_client.problems import (
    Conflict,
    Flaw,
    Forbidden,
    NotFound,
    PreconditionMissing,
    PrenanError,
    Problem,
    QuotaExceeded,
    Stale,
    Unacceptable,
    Unauthenticated,
    Unavailable,
    Unreachable,
)
from prenan_client.webhooks import Delivery, NotGenuine, verified

__all__ = [
    "CSV", "NDJSON", "Answer", "Conflict", "Contract", "Delivery", "Event", "Export", "ExportDamaged", "ExportEnd",
    "ExportIncomplete", "Fact", "Feed", "Flaw", "Forbidden", "Identifier", "ImportJob", "Imports", "Money", "NotFound",
    "NotGenuine", "Patience", "PlanEntry", "PreconditionMissing", "Prenan", "PrenanError", "Problem", "QuotaExceeded",
    "RowReport", "Stale", "Supplier", "Tender", "Unacceptable", "Unauthenticated", "Unavailable", "Unreachable",
    "Webhook", "verified",
]  # fmt: skip
