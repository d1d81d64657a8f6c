"""One look at one page: who looks, in which language, at what; and what a page may answer."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from starlette.datastructures import FormData, QueryParams
from starlette.requests import Request

from gateway.web.door import Door
from gateway.web.forms import FORM_BYTES
from gateway.web.language import Language
from gateway.web.visitor import Visitor

_AREAS = {
    "observatory": {"observatory", "indicators", "areas", "departments", "red-flags", "contracts"},
    "tenders": {"tenders", "plan", "plan-entries"},
    "suppliers": {"suppliers"},
    "desk": {
        "desk", "bids", "sourcing", "matches", "supply-potential", "sourcing-requests", "newcomer-quota", "panels",
        "renewals", "saved-searches",
    },
}  # fmt: skip
"""The entries of the main navigation, and how the paths of the pages below each begin."""


@dataclass(frozen=True)
class Visit:
    """What a page is made for; `api` has the rights of the visitor, `path` is that of the page without its language."""

    request: Request
    language: Language
    api: Door
    path: str
    visitor: Visitor | None = None
    form: FormData = field(default_factory=FormData)

    @property
    def area(self) -> str:
        """The entry of the main navigation that the page is below; none of the front page and of what is about it."""
        first = self.path.split("/")[1]
        return next((area for area, parts in _AREAS.items() if first in parts), "")

    @property
    def query(self) -> QueryParams:
        """What the address asks for."""
        return self.request.query_params

    def given(self, name: str) -> str:
        """A part of the path."""
        return str(self.request.path_params[name])

    async def draft(self, collection: str) -> dict[str, Any] | None:
        """The draft of this address in a collection of the API; None where it is that of a new one."""
        if "id" not in self.request.path_params:
            return None
        found: dict[str, Any] = await self.api.get(f"{collection}/{self.given('id')}")
        return found

    @property
    def wants_fragment(self) -> bool:
        """Whether htmx asks for a part of the page it is on."""
        return self.request.headers.get("hx-request") == "true"

    def link(self, path: str, **query: Any) -> str:
        """The address of a page in this language."""
        return _address(f"/{self.language.code}{path if path != '/' else ''}", list(query.items()))

    @staticmethod
    def outside(path: str, **query: Any) -> str:
        """The address of something of the API itself."""
        return _address(path, list(query.items()))

    def here(self, **changes: Any) -> str:
        """The address of this page with another question; None takes a word out, and so does a change the cursor."""
        kept = [(name, value) for name, value in self.query.multi_items() if name not in {*changes, "cursor"}]
        return _address(f"/{self.language.code}{self.path}", [*kept, *changes.items()])

    def at_cursor(self, link: str) -> str:
        """The address of this page at the cursor of a link that the API gave."""
        return self.here(cursor=parse_qs(urlsplit(link).query)["cursor"][0])

    def back(self) -> str:
        """Where a form says that its sender came from, if that is on this site; else the front page."""
        address = str(self.form.get("to", ""))
        is_ours = address.startswith("/") and not address.startswith(("//", "/\\"))
        return address if is_ours else self.link("/")

    def in_language(self, code: str) -> str:
        """The address of the same page in another language."""
        return _address(f"/{code}{self.path if self.path != '/' else ''}", self.query.multi_items())


def _address(path: str, pairs: list[tuple[str, Any]]) -> str:
    flat = [(name, one) for name, value in pairs for one in (value if isinstance(value, list | tuple) else [value])]
    query = urlencode([(name, str(value)) for name, value in flat if value not in (None, "")])
    return f"{path}?{query}" if query else path


@dataclass(frozen=True)
class Page:
    """A template and what it shows. `is_framable` lets other sites embed it."""

    template: str
    shown: Mapping[str, Any] = field(default_factory=dict)
    status: int = 200
    media_type: str = "text/html"
    is_framable: bool = False


@dataclass(frozen=True)
class Moved:
    """Go on at another address (303), after a form: one that begins a visit as `visitor`, ends it, or sets a theme."""

    address: str
    visitor: Visitor | None = None
    leaves: bool = False
    theme: str | None = None


@dataclass(frozen=True)
class File:
    """Bytes to keep: an export, a calendar, a feed."""

    content: bytes
    media_type: str
    name: str = ""


@dataclass(frozen=True)
class Passed:
    """A file of the API, given to the visitor as it comes, of any size."""

    path: str
    query: Mapping[str, str | None] = field(default_factory=dict)


Answered = Page | Moved | File | Passed
Maker = Callable[[Visit], Awaitable[Answered]]


class NoSuchPage(Exception):
    """There is no page at this address."""


@dataclass(frozen=True)
class Place:
    """Where a page is, `/indicators/{id}`, and who makes it; `acts` takes the forms that are sent there.

    `takes` is the largest body in bytes. One that `streams` reads it itself, as it comes. What is not `is_counted` is
    in no metrics: how many bids there are is for nobody to know.
    """

    path: str
    shows: Maker
    acts: Maker | None = None
    takes: int = FORM_BYTES
    streams: bool = False
    is_counted: bool = True
