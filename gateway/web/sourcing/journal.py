"""The log of equal treatment (égalité de traitement, CCP L3) as a table to keep: who was asked what, when, by whom."""

import asyncio
import csv
import io
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from chassis.spreadsheet import harmless
from contracts.calendar import PARIS
from gateway.web.sourcing import named
from gateway.web.visit import Answered, File, Visit

COLUMNS = ("at", "what", "number", "name", "said")
Row = tuple[str, str, str, str]
"""When, the word for what happened, the number of the company, what was said."""


async def download(visit: Visit) -> Answered:
    """The log as CSV, in the order of time; what has no hour comes last."""
    path = f"/sourcing-requests/{visit.given('id')}"
    request, contacts = await asyncio.gather(visit.api.get(path), visit.api.get(f"{path}/contacts"))
    called = await named.companies(visit, contacts["items"])
    t = visit.language.t
    lines = io.StringIO()
    table = csv.writer(lines)
    table.writerow([str(t(f"journal.{one}").unescape()) for one in COLUMNS])
    for at, what, number, said in sorted(rows(visit, request, contacts), key=lambda row: row[0] or "9"):
        name = called.get(number, "")
        table.writerow([harmless(one) for one in (at, str(t(f"journal.{what}").unescape()), number, name, said)])
    return File(lines.getvalue().encode("utf-8-sig"), "text/csv; charset=utf-8", f"sourcing-{request['id']}.csv")


def rows(visit: Visit, request: Mapping[str, Any], contacts: Mapping[str, Any]) -> Iterator[Row]:
    """Everything that happened: what was put to all, each company, each question."""
    if opened := request.get("opened_at"):
        yield _hour(opened), "opened", "", request["text"]
    for file in request["attachments"]:
        yield _hour(file["added_at"]), "file", "", f"{file['name']} (SHA-256 {file['sha256']})"
    for contact in contacts["items"]:
        yield from _contact(visit, contact)
    for question in contacts["questions"]:
        number = named.number(question["identifier"])
        yield _hour(question["asked_at"]), "question", number, question["text"]
        if question["answered_at"]:
            to_all = question["audience"] == "all"
            yield _hour(question["answered_at"]), "to_all" if to_all else "to_asker", number, question["answer"]
    if closed := request.get("closed_at"):
        yield _hour(closed), "closed", "", ""


def _contact(visit: Visit, contact: Mapping[str, Any]) -> Iterator[Row]:
    number = named.number(contact["identifier"])
    if contact["invited_at"]:
        batch = visit.language.number(contact["batch"])
        yield _hour(contact["invited_at"]), "asked", number, str(visit.language.t("journal.batch", number=batch))
    else:
        yield "", "waiting", number, ""
    if contact["seen_at"]:
        yield _hour(contact["seen_at"]), "seen", number, ""
    for answer in contact["answers"]:
        yield _hour(answer["at"]), "answered", number, _answer(visit, answer)
    if contact["status"] == "declined":
        yield "", "declined", number, contact["reason"] or ""


def _answer(visit: Visit, answer: Mapping[str, Any]) -> str:
    """A version of an answer in one cell: its words, its price, its days, its lots, and its replies in their order."""
    language = visit.language
    days = str(language.t("call.days", count=answer["days"])) if answer.get("days") is not None else None
    price = language.money(answer["price"]) if answer.get("price") else None
    replies = [f"{one['question']}. {one['text']}" for one in answer.get("replies") or []]
    return " | ".join(filter(None, (answer["text"], price, days, answer.get("lots"), *replies)))


def _hour(instant: str) -> str:
    """An instant as spreadsheets read it, in Paris."""
    return f"{datetime.fromisoformat(instant).astimezone(PARIS):%Y-%m-%d %H:%M:%S}"
