"""The files of a sourcing request: added to its draft, read by its buyer and by those that it asks."""

from collections.abc import Mapping
from typing import Any

from gateway.web.door import Answer
from gateway.web.forms import Part
from gateway.web.receiving import content_type, received
from gateway.web.sourcing import invitation, request
from gateway.web.visit import Answered, Moved, NoSuchPage, Passed, Visit


async def back(visit: Visit) -> Answered:
    """The form is on the page of the request."""
    return Moved(visit.link(f"/sourcing-requests/{visit.given('id')}"))


async def add(visit: Visit) -> Answered:
    """Add the files of the form to a draft, each under its name, in the place of one of its name."""
    path = f"/sourcing-requests/{visit.given('id')}"

    async def keep(part: Part, _: Mapping[str, str]) -> Answer:
        name = str(part.filename)
        return await visit.api.send("POST", f"{path}/attachments", part.content, content_type(name), {"name": name})

    sent, wrong = await received(visit, keep)
    if wrong:
        return await request.page(sent, "attachments", wrong, 422)
    return Moved(visit.link(path, done="attachments"))


async def read(visit: Visit) -> Answered:
    """A file, for the buyer."""
    path = f"/sourcing-requests/{visit.given('id')}"
    return _passed(visit, await visit.api.get(path), path, {})


async def read_asked(visit: Visit) -> Answered:
    """A file, for who is asked."""
    path, proof = f"/sourcing-requests/{visit.given('id')}/invitation", invitation.proof(visit)
    return _passed(visit, await visit.api.get(path, proof), path, proof)


def _passed(visit: Visit, document: dict[str, Any], path: str, query: Mapping[str, str | None]) -> Passed:
    """The file of this name; one that is not there gets the page that says so."""
    name = visit.given("name")
    if all(one["name"] != name for one in document["attachments"]):
        raise NoSuchPage
    return Passed(f"{path}/attachments/{name}", query)
