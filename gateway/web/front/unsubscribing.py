"""Ending letters by the link in any of them: a page with a button, so that nothing that merely opens links ends them.

A mail program may send the same form by itself (RFC 8058).
"""

import re

from gateway.web.visit import Answered, NoSuchPage, Page, Visit

_ENDINGS = re.compile(
    r"(saved-searches/[\w-]+/email|mailboxes/[\w-]+|alerts/[\w-]+|plan-entries/[\w-]+/followers)/[\w-]+", re.ASCII
)
"""What ends letters: the paths of the API that the page below them deletes."""
_TEMPLATE = "unsubscribe.html"


async def show(visit: Visit) -> Answered:
    """The button; raises `NoSuchPage` where the link is cut."""
    _path(visit)
    return Page(_TEMPLATE, {"ended": False})


async def end(visit: Visit) -> Answered:
    """Send no more such letters; harmless when repeated. Raises `Refused` where the link is none of a letter."""
    await visit.api.act("DELETE", _path(visit))
    return Page(_TEMPLATE, {"ended": True})


def _path(visit: Visit) -> str:
    path = visit.given("path")
    if not _ENDINGS.fullmatch(path):
        raise NoSuchPage
    return f"/{path}"
