"""What the market could supply of a whole purchase plan, from its file: a line a purchase, and the rows in error."""

from http import HTTPStatus
from typing import Any

from gateway.web import acting
from gateway.web.door import Refused
from gateway.web.forms import Multipart
from gateway.web.principal import principal
from gateway.web.visit import Answered, Page, Visit

MOST_BYTES = 2_100_000
"""The largest form: a plan of two megabytes, and a margin."""
COUNTS = ("suppliers", "local", "experienced", "never_awarded", "able", "inclusive")
_KINDS = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
_CSV = "text/csv"


async def show(visit: Visit) -> Answered:
    """The form of a plan."""
    await principal(visit)
    return Page("sourcing/plan.html", {"found": None, "wrong": acting.FINE, "counts": COUNTS})


async def sound(visit: Visit) -> Answered:
    """What is found for the plan that is sent; nothing of it is kept."""
    wrong, found = acting.FINE, None
    try:
        found = await _found(visit)
    except Refused as refused:
        if refused.status not in (HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.BAD_REQUEST):
            raise
        wrong = acting.Wrong.of(refused.problem)
    code = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return Page("sourcing/plan.html", {"found": found, "wrong": wrong, "counts": COUNTS}, code)


async def _found(visit: Visit) -> Any:
    """The answer for the file of the form, passed on as it comes; raises `Refused` once the form is read."""
    answer = None
    async for part in Multipart(visit.request).parts():
        if part.filename is not None and answer is None:
            kind = {"content-type": _KINDS.get(part.filename.rpartition(".")[2].lower(), _CSV)}
            answer = await visit.api.send("POST", "/supply-potential/plans", part.content, kind)
    if answer is not None and not answer.is_good:
        raise Refused(answer)
    return answer.document() if answer else None
