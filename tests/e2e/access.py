"""Every operation of the merged document as a request, and who is refused it."""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from chassis.auth import AUTHENTICATED
from contracts.reference.roles import roles
from tests.e2e.smallest import WHOSE, WORDS, Smallest

AT_ONCE = 16
METHODS = ("get", "put", "post", "patch", "delete")
OWNERSHIP = {"not-yours", "not-the-buyer", "not-the-bidder", "not-the-holder", "owner-token-missing"}
"""Codes by which an operation declares that it asks whose a thing is."""
Document = Mapping[str, Any]


@dataclass(frozen=True)
class Described:
    """One operation, as the document describes it."""

    method: str
    path: str
    access: str
    is_owned: bool
    """Whether it declares that it asks whose a thing is."""
    operation: Document = field(repr=False, compare=False)
    components: Document = field(repr=False, compare=False)

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    def at(self, names: Mapping[str, str]) -> str:
        """Its path with these names in the place of its parameters."""
        return re.sub(r"\{(\w+)\}", lambda found: names.get(found[1], WORDS["uuid"]), self.path)

    def body(self, names: Mapping[str, str]) -> Any:
        """The smallest JSON body about things of these names; None where it takes none, or a file."""
        schema = self.operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
        return Smallest(self.components, names).of(schema) if "$ref" in schema else None

    def query(self, names: Mapping[str, str]) -> dict[str, Any]:
        """The parameters that have to be there, and those that say whose a thing is."""
        asked = [each for each in self.operation.get("parameters", ()) if each["in"] == "query"]
        wanted = [each for each in asked if each.get("required") or each["name"] in WHOSE]
        made = Smallest(self.components, names)
        return {each["name"]: made.of(each["schema"], each["name"]) for each in wanted}


@dataclass(frozen=True)
class Answer:
    """What came back: a status, and the code of a problem."""

    status: int
    code: str
    tag: str = ""
    """Its entity tag."""


def described(document: Document) -> list[Described]:
    """Every operation of the document."""
    items = sorted(document["paths"].items())
    found = [(method, path, item[method]) for path, item in items for method in METHODS if method in item]
    return [_described(method, path, operation, document["components"]["schemas"]) for method, path, operation in found]


def _described(method: str, path: str, operation: Document, schemas: Document) -> Described:
    codes = re.findall(r"`([a-z-]+)`", operation["responses"].get("403", {}).get("description", ""))
    is_owned = bool(OWNERSHIP.intersection(codes))
    return Described(method.upper(), path, operation["x-access"], is_owned, operation, schemas)


def holders(access: str) -> set[str]:
    """The roles with a key that carry a scope, or one of several, or whom any key lets in."""
    wanted = set(access.split())
    return {code for code, role in roles().items() if role.key and (access == AUTHENTICATED or role.scopes & wanted)}


class Callers:
    """Calls a platform as many at once, each with a proof of its own or none."""

    def __init__(self, url: str) -> None:
        self._url, self._gate = url, asyncio.Semaphore(AT_ONCE)

    async def __aenter__(self) -> "Callers":
        self._http = aiohttp.ClientSession(self._url, timeout=aiohttp.ClientTimeout(total=60))
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._http.close()

    async def call(
        self, operation: Described, key: str | None, names: Mapping[str, str] | None = None, known: str = ""
    ) -> Answer:
        """The answer to an operation: on things of these names and with a body, or bare, on nothing at all.

        `known` is the entity tag of what the caller has.
        """
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        headers |= {"If-None-Match": known} if known else {}
        said: dict[str, Any] = {}
        if names is not None:
            said = {"params": operation.query(names), "json": operation.body(names)}
            headers |= {"If-Match": '"1"'} if operation.method == "PUT" else {}
        request = self._http.request(operation.method, operation.at(names or {}), headers=headers, **said)
        async with self._gate, request as answer:
            is_problem = answer.content_type == "application/problem+json"
            code = (await answer.json(content_type=None))["code"] if is_problem else ""
            return Answer(answer.status, code, answer.headers.get("ETag", ""))
