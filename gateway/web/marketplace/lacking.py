"""What the API says that a bid lacks, in the reader's language: it names pieces by title, kind and lot."""

import re
from collections.abc import Iterable

from markupsafe import Markup

from gateway.web.visit import Visit

_SAID = re.compile(r"(?P<title>.*) \((?P<kind>[a-z0-9-]+)\)(?: for lot (?P<lot>\d+))?(?:: (?P<until>.*))?")
_OFFER = "offer"


def lacking(visit: Visit, said: Iterable[str]) -> list[str | Markup]:
    """Each thing in words; as it was said where it cannot be read."""
    return [_worded(visit, one) for one in said]


def _worded(visit: Visit, words: str) -> str | Markup:
    t, found = visit.language.t, _SAID.fullmatch(words)
    if not found:
        return words
    title = t("bid.offer") if found["kind"] == _OFFER else found["title"]
    if found["lot"]:
        return t("bid.for_lot", title=title, number=found["lot"])
    day = re.search(r"\d{4}-\d{2}-\d{2}", found["until"] or "")
    if day:
        return t("bid.expires", title=title, day=visit.language.day(day[0]))
    return t("bid.undated", title=title) if found["until"] else title
