"""What search engines are told: which pages there are, in which languages (sitemaps.org 0.9)."""

from xml.sax.saxutils import quoteattr

from starlette.requests import Request
from starlette.responses import Response

from gateway.web.door import Door
from gateway.web.language import languages

LISTED = (
    "", "/tenders", "/plan", "/suppliers", "/observatory", "/observatory/contracts",
    "/observatory/comparisons", "/observatory/map", "/observatory/quality", "/observatory/distributions",
    "/departments", "/areas", "/red-flags", "/about", "/accessibility",
)  # fmt: skip
MOST_TENDERS = 500
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
_HEAD += 'xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'


async def robots(request: Request) -> Response:
    """Everything may be read; what is behind the login is left out."""
    lines = [
        "User-agent: *",
        *(f"Disallow: /{code}/{area}" for code in languages() for area in ("desk", "sourcing", "login")),
    ]
    return Response("\n".join([*lines, f"Sitemap: {request.base_url}sitemap.xml", ""]), media_type="text/plain")


async def sitemap(request: Request) -> Response:
    """The pages of the site, every figure and every open call, each with its languages."""
    door = Door(request.app, (request.client.host, request.client.port) if request.client else None)
    figures = await door.find("/indicators") or {"items": []}
    tenders = await door.find("/tenders", {"status": "published", "limit": MOST_TENDERS, "fields": "items.id"})
    paths = [*LISTED, *(f"/indicators/{one['id']}" for one in figures["items"])]
    paths += [f"/tenders/{one['id']}" for one in (tenders or {"items": []})["items"]]
    base = str(request.base_url).rstrip("/")
    content = _HEAD + "".join(_entry(base, path, code) for path in paths for code in languages()) + "</urlset>\n"
    return Response(content, media_type="application/xml")


def _entry(base: str, path: str, code: str) -> str:
    others = "".join(
        f'<xhtml:link rel="alternate" hreflang="{other}" href={quoteattr(f"{base}/{other}{path}")}/>'
        for other in languages()
    )
    return f"<url><loc>{base}/{code}{path}</loc>{others}</url>\n"
