"""Pages for people, JSON for programs, at the same address."""

from typing import Any

from fastapi import Request

HTML_OR_JSON: dict[str, Any] = {"content": {"text/html": {}}}


def prefers_html(request: Request) -> bool:
    """Whether the caller names HTML among what it takes, as browsers do."""
    return "text/html" in request.headers.get("accept", "")
