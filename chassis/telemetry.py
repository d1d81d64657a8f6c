"""Logs as JSON with request and event ids, and metrics by age; nothing here may carry a secret or a bid."""

import logging
import sys
from contextvars import ContextVar

import structlog
from prometheus_client import Gauge, Histogram

correlation: ContextVar[str | None] = ContextVar("correlation", default=None)
"""Request id of the call being answered, or of the call that led to the fact being applied."""
traceparent: ContextVar[str | None] = ContextVar("traceparent", default=None)
"""W3C trace context of the call being answered."""

REQUEST_SECONDS = Histogram(
    "prenan_request_seconds",
    "Time to answer, by route and status",
    ["service", "method", "route", "status"],
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
)
OUTBOX_OLDEST = Gauge("prenan_outbox_oldest_seconds", "Age of the oldest fact not yet published", ["database"])
CONSUMER_BEHIND = Gauge("prenan_consumer_behind_facts", "Facts not yet applied", ["service", "topic"])
CONSUMER_SILENT = Gauge(
    "prenan_consumer_silent_seconds", "Time since a fact was last applied or none was due", ["service", "topic"]
)
PARKED = Gauge("prenan_parked_facts", "Facts parked because they could not be applied", ["service", "topic"])
DUE_LATE = Histogram(
    "prenan_due_late_seconds",
    "How long after its instant something due was done, in real seconds",
    ["service", "kind"],
    buckets=(0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60, 600, 3600),
)
DUE_OLDEST = Gauge("prenan_due_oldest_seconds", "How long what waits longest has been due", ["service", "kind"])
DUE_FAILING = Gauge("prenan_due_failing", "Aggregates that could not do what was due", ["service", "kind"])

_SECRET = frozenset(
    {
        "authorization", "prenan-principal", "prenan-owner-token", "prenan-transfer-token", "owner_token",
        "transfer_token", "key", "secret", "password", "token",
    }
)  # fmt: skip


def _redact(_: object, __: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    return {name: "[redacted]" if name.lower() in _SECRET else value for name, value in event.items()}


def _identify(_: object, __: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    if request_id := correlation.get():
        event["request_id"] = request_id
    return event


def configure(service: str, stream: object = None) -> None:
    """Log one JSON object a line to standard error, for this process, as `service`."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _identify,
            _redact,
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(file=stream or sys.stderr),  # type: ignore[arg-type]
    )
    structlog.contextvars.bind_contextvars(service=service)
