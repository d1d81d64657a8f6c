"""What the API says that a bid lacks, in the reader's language."""

from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup

from gateway.web.visit import Visit

_OFFER = "offer"


def missing(visit: Visit, lacks: Iterable[Mapping[str, Any]]) -> list[str | Markup]:
    """The pieces that are missing."""
    return [_missing(visit, one) for one in lacks]


def _missing(visit: Visit, one: Mapping[str, Any]) -> str | Markup:
    t = visit.language.t
    title = t("bid.offer") if one["kind"] == _OFFER else one["title"]
    return t("bid.for_lot", title=title, number=one["lot"]) if one["lot"] else title


def expired(visit: Visit, lacks: Iterable[Mapping[str, Any]]) -> list[Markup]:
    """The certificates that will not be valid, or of which nobody said until when they are."""
    return [_expired(visit, one) for one in lacks]


def _expired(visit: Visit, one: Mapping[str, Any]) -> Markup:
    t, title, day = visit.language.t, one["title"], one["valid_until"]
    return t("bid.expires", title=title, day=visit.language.day(day)) if day else t("bid.undated", title=title)
