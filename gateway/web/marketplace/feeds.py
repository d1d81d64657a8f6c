"""Calls for programs that watch them: RSS 2.0, and the deadlines as a calendar (RFC 5545)."""

from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any

from gateway.web.marketplace import names, search
from gateway.web.visit import Answered, File, Page, Visit

MOST = 100
_LINE = 75
"""Bytes of a line of a calendar: RFC 5545, 3.1."""


async def rss(visit: Visit) -> Answered:
    """The newest calls that an address asks for."""
    found = await _found(visit)
    items = [
        {
            "title": one["title"],
            "link": names.absolute(visit, f"/tenders/{one['id']}"),
            "text": _described(visit, one),
            "at": format_datetime(datetime.fromisoformat(one["published_at"])),
            "category": names.area(visit.language, one["area"]),
        }
        for one in found
    ]
    shown = {"items": items, "home": names.absolute(visit, "/tenders"), "own": str(visit.request.url)}
    return Page("marketplace/calls.rss", shown, media_type="application/rss+xml")


async def calendar(visit: Visit) -> Answered:
    """The deadlines of the calls that an address asks for, as events."""
    title = str(visit.language.t("calls.calendar"))
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Prenan//Calls//FR", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lines.append(f"X-WR-CALNAME:{_text(title)}")
    for one in await _found(visit):
        lines += _event(visit, one)
    lines.append("END:VCALENDAR")
    return File("".join(_folded(line) for line in lines).encode(), "text/calendar; charset=utf-8")


async def _found(visit: Visit) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await visit.api.get("/tenders", search.question(visit) | {"limit": MOST}))["items"]
    return found


def _described(visit: Visit, tender: dict[str, Any]) -> str:
    t = visit.language.t
    buyer = names.buyer(visit.language, tender["buyer"])
    until = t("tender.until", instant=visit.language.instant(tender["deadline"]))
    return f"{buyer}. {until}. {t('tender.lots', count=len(tender['lots']))}."


def _event(visit: Visit, tender: dict[str, Any]) -> Iterator[str]:
    """The deadline of a call."""
    link = names.absolute(visit, f"/tenders/{tender['id']}")
    yield "BEGIN:VEVENT"
    yield f"UID:{tender['id']}@prenan"
    yield f"DTSTAMP:{_instant(tender['published_at'])}"
    yield f"SEQUENCE:{tender['revision']}"
    yield f"DTSTART:{_instant(tender['deadline'])}"
    yield f"SUMMARY:{_text(str(visit.language.t('calls.deadline_of', title=tender['title']).unescape()))}"
    yield f"DESCRIPTION:{_text(_described(visit, tender))}"
    yield f"URL:{link}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _instant(said: str) -> str:
    return datetime.fromisoformat(said).astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(words: str) -> str:
    """A TEXT value: RFC 5545, 3.3.11."""
    escaped = words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\r\n", "\\n").replace("\n", "\\n")


def _folded(line: str) -> str:
    """A line of at most 75 bytes, gone on with behind a space where it is longer; no character is cut in two."""
    parts, part = [], ""
    for letter in line:
        if len((part + letter).encode()) > _LINE:
            parts.append(part)
            part = " "
        part += letter
    return "\r\n".join([*parts, part]) + "\r\n"
