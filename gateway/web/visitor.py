"""Who looks at a page: the public, or somebody whose API key an encrypted cookie holds."""

import base64
import json
from dataclasses import dataclass

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from starlette.requests import Request
from starlette.responses import Response

from contracts.reference.roles import roles
from gateway.web.language import Language

COOKIE = "prenan_visit"
SECONDS = 8 * 3600
"""A working day; the key itself may end sooner."""


@dataclass(frozen=True)
class Visitor:
    """Somebody with a key, by the name and role that are shown; `organisation` is a SIRET, or `*`."""

    key: str
    role: str
    name: str
    organisation: str


def role_name(language: Language, code: str) -> str:
    """What a role is called; a demonstration has names of its own for the second of a kind."""
    role = roles().get(code)
    return language.pick({"fr": role.fr, "en": role.en}) if role else str(language.t(f"role.{code}"))


class Cookies:
    """Writes and reads the cookie; whoever has the platform's secret reads it, nobody else."""

    def __init__(self, secret: str) -> None:
        derived = HKDF(SHA256(), 32, None, b"prenan pages: visit").derive(secret.encode())
        self._box = Fernet(base64.urlsafe_b64encode(derived))

    def write(self, response: Response, visitor: Visitor, *, is_secure: bool) -> None:
        """Remember a visitor for a working day: no script reads it, no other site sends it."""
        content = self._box.encrypt(json.dumps(vars(visitor)).encode()).decode()
        response.set_cookie(COOKIE, content, SECONDS, httponly=True, samesite="lax", secure=is_secure)

    def read(self, request: Request) -> Visitor | None:
        """The visitor of a request; None where the cookie is missing, old or not ours."""
        try:
            said = self._box.decrypt(request.cookies.get(COOKIE, ""), ttl=SECONDS)
        except InvalidToken:
            return None
        return Visitor(**json.loads(said))

    @staticmethod
    def forget(response: Response) -> None:
        """End the visit."""
        response.delete_cookie(COOKIE)


class FormFromElsewhere(Exception):
    """A form was sent by a page that is not ours (cross-site request forgery)."""

    @classmethod
    def check(cls, request: Request) -> None:
        """Raise where a browser says that another site sent the form: `Sec-Fetch-Site`, else `Origin`."""
        site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
        is_strange = origin is not None and origin.partition("://")[2] != request.headers.get("host")
        if is_strange or site in ("cross-site", "same-site"):
            raise cls
