"""The documents of a call: adding files to a draft, and those that an amendment brings."""

from collections.abc import Mapping

from gateway.web.desk import tender
from gateway.web.door import Answer
from gateway.web.forms import Part
from gateway.web.receiving import Keep, content_type, received
from gateway.web.visit import Answered, Moved, Visit


async def add(visit: Visit) -> Answered:
    """Add the files of the form to a draft, each under its name; the same name again is its next version."""
    sent, wrong = await received(visit, keeping(visit))
    if wrong:
        return await tender.page(sent, "documents", wrong, 422)
    return Moved(sent.link(f"/desk/tenders/{sent.given('id')}", done="documents"))


def keeping(visit: Visit, *, amending: bool = False) -> Keep:
    """How a document of the call is kept; one that is `amending` waits for the amendment that it goes with."""

    async def keep(part: Part, fields: Mapping[str, str]) -> Answer:
        name = str(part.filename)
        asked = {"name": name, "kind": fields.get("kind"), "amending": "true" if amending else None}
        path = f"/tenders/{visit.given('id')}/documents"
        return await visit.api.send("POST", path, part.content, content_type(name), asked)

    return keep
