"""The letter that tells of a day's findings."""

from collections.abc import Sequence

from services.suppliers.domain.alerts.notice import Notice, NoticeKind
from services.suppliers.domain.alerts.search import SavedSearch
from services.suppliers.domain.letter import ENDING, PAGE, Draft

MOST_TOLD = 50
"""Findings that are spelled out in one letter; the others are counted."""
_WORDS = {NoticeKind.PLAN: "Achat programmé", NoticeKind.TENDER: "Consultation", NoticeKind.AWARD: "Attribution"}


def digest(search: SavedSearch, email: str, found: Sequence[Notice], day: str, stop: str) -> Draft:
    """One letter a day for each search; by `stop` its link ends such letters."""
    told = [_line(notice) for notice in found[:MOST_TOLD]]
    more = len(found) - len(told)
    lines = [
        f"Votre alerte « {search.terms.name} » a trouvé :",
        *told,
        f"… et {more} autre(s) : {PAGE}/desk" if more else None,
        f"Pour ne plus recevoir cette alerte : {ENDING}/saved-searches/{search.id}/email/{stop}",
    ]
    subject = " ".join(f"{len(found)} nouveauté(s) : {search.terms.name}".split())[:150]
    return Draft(search.id, search.id, email, f"digest {day}", subject, "\n\n".join(filter(None, lines)))


def _line(notice: Notice) -> str:
    value = f", {notice.high} EUR hors taxes" if notice.high is not None else ""
    return f"{_WORDS[notice.kind]} : « {notice.title} » (acheteur {notice.buyer}{value}) : {PAGE}{notice.path}"
