"""What the observatory's own red flags tell it: they are counted like anything else."""

from contracts.calendar import day_of
from contracts.envelope import Envelope
from contracts.flags import FlagFact, RedFlagCleared, RedFlagRaised
from contracts.vocabulary import Instant
from services.analytics.domain.telling.row import Rows, frame

_AS_TOLD = ("flag_id", "rule", "year", "tender_id", "lot", "buyer", "company")


def raising_rows(fact: RedFlagRaised, envelope: Envelope) -> Rows:
    """A flag stands."""
    return _version(fact, envelope, "raised", fact.at, fact.department)


def clearing_rows(fact: RedFlagCleared, envelope: Envelope) -> Rows:
    """A flag stands no more."""
    return _version(fact, envelope, "cleared", fact.at, None)


def _version(fact: FlagFact, envelope: Envelope, kind: str, at: Instant, department: str | None) -> Rows:
    told = {name: getattr(fact, name) for name in _AS_TOLD}
    what = {"kind": kind, "at": at, "about": fact.subject, "department": department}
    return [("flag_version", {**frame(envelope, day_of(at)), **told, **what})]
