"""Where each page is: below the code of its language, as `/fr/observatory`."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any

import structlog
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route, compile_path

from chassis.uploads import Upload
from gateway.web import assets, front, marketplace, observatory, signposts
from gateway.web.door import Door, Refused
from gateway.web.forms import FormBroken, fields_of
from gateway.web.language import Language, languages, spoken
from gateway.web.rendering import Renderer, policy
from gateway.web.visit import Answered, Moved, NoSuchPage, Page, Place, Visit
from gateway.web.visitor import Cookies, FormFromElsewhere

_log = structlog.get_logger()
PLACES: Sequence[Place] = (*front.PLACES, *observatory.PLACES, *marketplace.PLACES)
"""Every page; the first that fits an address shows it."""


@dataclass(frozen=True)
class Pages:
    """Everything that all pages share."""

    renderer: Renderer
    cookies: Cookies

    def endpoint(self, language: Language, place: Place) -> Callable[[Request], Awaitable[Response]]:
        """What answers at a place in a language."""

        async def answer(request: Request) -> Response:
            path = request.url.path.removeprefix(f"/{language.code}") or "/"
            visitor = self.cookies.read(request)
            address = (request.client.host, request.client.port) if request.client else None
            door = Door(request.app, address, visitor.key if visitor else "")
            visit = Visit(request, language, door, path, visitor)
            request.scope["route"] = place  # names the page in the metrics
            try:
                return self.renderer.answer(visit, await _made(visit, place))
            except Exception:  # a page is for people: they get one that says so, and operators the reason
                _log.exception("page failed", path=path)
                return self.renderer.answer(visit, Page("problem.html", {"code": "broken", "problem": {}}, 500))

        return answer


async def _made(visit: Visit, place: Place) -> Answered:
    """What a page makes, or the page that says why there is none and what to do."""
    try:
        return await (_acted(visit, place) if visit.request.method == "POST" else place.shows(visit))
    except NoSuchPage:
        return _problem(HTTPStatus.NOT_FOUND, {})
    except FormBroken:
        return Page("problem.html", {"code": "torn", "problem": {}}, 400)
    except FormFromElsewhere:
        return Page("problem.html", {"code": "elsewhere", "problem": {}}, 403)
    except Refused as refused:
        return _problem(refused.status, refused.problem)


async def _acted(visit: Visit, place: Place) -> Answered:
    """What a page makes of a form."""
    FormFromElsewhere.check(visit.request)
    if place.acts is None:
        return Page("problem.html", {"code": "page-reads", "problem": {}}, 405)
    if not place.streams:
        visit = replace(visit, form=await fields_of(visit.request))
    return await place.acts(visit)


def _problem(status: int, problem: Mapping[str, Any]) -> Page:
    known = {401: "login", 403: "login", 404: "missing", 429: "slow", 503: "away", 504: "away"}
    return Page("problem.html", {"code": known.get(status, "refused"), "problem": problem}, status)


async def _nowhere(visit: Visit) -> Answered:
    """An address with a stroke too many leads on; every other one leads nowhere."""
    if visit.path.endswith("/"):
        return Moved(visit.link(visit.path.rstrip("/") or "/"))
    raise NoSuchPage


def routes(secret: str) -> Iterable[Route]:
    """The routes of all pages in all languages and of what they load; `secret` seals the visitors' cookies."""
    cookies = Cookies(secret)
    pages = Pages(Renderer(cookies), cookies)
    yield Route("/static/{digest}/{name}", _asset, methods=["GET"])
    yield Route("/robots.txt", signposts.robots, methods=["GET"])
    yield Route("/sitemap.xml", signposts.sitemap, methods=["GET"])
    for code, language in languages().items():
        for place in (*PLACES, Place("/{rest:path}", _nowhere)):
            path = f"/{code}{place.path if place.path != '/' else ''}"
            yield Route(path, pages.endpoint(language, place), methods=["GET", "POST"])


def forms() -> Iterable[Upload]:
    """What takes forms, which are no JSON, and how much each takes."""
    for code in languages():
        for place in PLACES:
            if place.acts:
                yield Upload("POST", compile_path(f"/{code}{place.path}")[0], place.takes)


def uncounted() -> set[str]:
    """The pages that are in no metrics."""
    return {place.path for place in PLACES if not place.is_counted}


async def welcome(request: Request) -> Response:
    """The front page, in the language that the browser prefers."""
    language = spoken(request.headers.get("accept-language", ""))
    return RedirectResponse(f"/{language.code}", 303, {"Vary": "Accept-Language", **policy()})


async def _asset(request: Request) -> Response:
    asset = assets.at(request.url.path)
    if asset is None:
        return Response(status_code=404)
    headers = {"Cache-Control": assets.FOR_EVER, "X-Content-Type-Options": "nosniff", "Vary": "Accept-Encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(asset.packed, media_type=asset.media_type, headers=headers | {"Content-Encoding": "gzip"})
    return Response(asset.content, media_type=asset.media_type, headers=headers)
