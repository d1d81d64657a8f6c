"""From what a page shows to what a browser gets: templates that escape, a strict policy, compression."""

import gzip
import hashlib
from http import HTTPStatus
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from gateway.web import assets, pictures
from gateway.web.language import languages
from gateway.web.visit import Answered, File, Moved, Page, Passed, Visit
from gateway.web.visitor import Cookies, role_name

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors {framers}"
)
_SMALL = 1000
_YEAR = 365 * 86400
_RANGES = ("range", "if-range", "if-none-match")
THEMES = ("light", "dark")


def policy(framers: str = "'none'") -> dict[str, str]:
    """What a browser may do with a page: load ours alone, run no script of the page itself (CSP level 3)."""
    return {
        "Content-Security-Policy": _POLICY.format(framers=framers),
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "Cross-Origin-Opener-Policy": "same-origin",
    }


class Renderer:
    """Makes answers of pages."""

    def __init__(self, cookies: Cookies) -> None:
        self._cookies = cookies
        loader = FileSystemLoader(Path(__file__).parent / "templates")
        self._templates = Environment(
            loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
        )
        self._templates.globals |= {"asset": assets.address, "languages": languages(), "pictures": pictures}
        self._templates.globals["role_name"] = role_name

    def answer(self, visit: Visit, made: Answered) -> Response:
        """What a browser gets for what a page made."""
        if isinstance(made, Moved):
            return self._moved(visit.request, made)
        if isinstance(made, File):
            named = {"Content-Disposition": f'attachment; filename="{made.name}"'} if made.name else {}
            return Response(made.content, media_type=made.media_type, headers=policy() | named)
        if isinstance(made, Passed):
            return visit.api.passing(made.path, made.query, _ranged(visit.request))
        return self._page(visit, made)

    def _page(self, visit: Visit, page: Page) -> Response:
        headers = policy("*" if page.is_framable else "'none'")
        headers |= {"Content-Language": visit.language.code, "Vary": "Cookie, Accept-Encoding, HX-Request"}
        headers["Cache-Control"] = "private, no-store" if visit.visitor else "no-cache"
        body = self.text(visit, page).encode()
        headers["ETag"] = f'"{hashlib.blake2b(body, digest_size=8).hexdigest()}"'
        if (
            page.status == HTTPStatus.OK
            and not visit.visitor
            and visit.request.headers.get("if-none-match") == headers["ETag"]
        ):
            return Response(status_code=304, headers=headers)
        if len(body) > _SMALL and "gzip" in visit.request.headers.get("accept-encoding", ""):
            body, headers["Content-Encoding"] = gzip.compress(body, 5, mtime=0), "gzip"
        return Response(body, page.status, headers, f"{page.media_type}; charset=utf-8")

    def text(self, visit: Visit, page: Page) -> str:
        """A page as text: its template, with the words of its language."""
        language = visit.language
        theme = visit.request.cookies.get("theme", "")
        words = {"t": language.t, "lang": language, "visit": visit, "theme": theme if theme in THEMES else ""}
        return self._templates.get_template(page.template).render(**words, **page.shown)

    def _moved(self, request: Request, moved: Moved) -> Response:
        response = RedirectResponse(moved.address, 303, policy())
        if moved.visitor:
            self._cookies.write(response, moved.visitor, is_secure=request.url.scheme == "https")
        if moved.leaves:
            self._cookies.forget(response)
        if moved.theme is not None:
            response.set_cookie("theme", moved.theme if moved.theme in THEMES else "", _YEAR, samesite="lax")
        return response


def _ranged(request: Request) -> dict[str, str]:
    """What a browser says of the part of a file that it has or wants (RFC 9110 13, 14)."""
    return {name: request.headers[name] for name in _RANGES if name in request.headers}
