"""What codes of suppliers are called in the reader's language."""

from collections.abc import Mapping, Sequence
from typing import Any

from contracts.reference.centres import centres
from gateway.web import acting
from gateway.web.visit import Visit

_MOST_NAMES = 200


async def companies(visit: Visit, listed: Sequence[Mapping[str, Any]]) -> Mapping[str, str]:
    """The names of those that a list has by their identifiers, by number: one question for all."""
    numbers = [number(one["identifier"]) for one in listed][:_MOST_NAMES]
    if not numbers:
        return {}
    page = await visit.api.find("/suppliers", {"identifier": numbers, "limit": _MOST_NAMES})
    return {number(one["identifier"]): one["name"] for one in page["items"]} if page else {}


def number(identifier: Mapping[str, str]) -> str:
    """An identifier as addresses have it: a SIRET as its digits, any other behind its scheme."""
    scheme = identifier.get("scheme", "SIRET")
    return identifier["id"] if scheme == "SIRET" else f"{scheme}:{identifier['id']}"


def identifier(number: str) -> dict[str, str]:
    """The identifier of a number that an address has."""
    scheme, parted, code = number.partition(":")
    return {"scheme": scheme, "id": code} if parted else {"id": number}


def given(visit: Visit) -> dict[str, Any]:
    """The suppliers that a form names, one a line, as the API takes them."""
    lines = acting.lines(acting.said(visit, "numbers"))
    return {"identifiers": [identifier(one.replace(" ", "")) for one in lines]}


def department(visit: Visit, code: str) -> str:
    """A département by its name and code."""
    known = centres().get(code)
    return f"{known.name} ({code})" if known else str(visit.language.t("suppliers.department_of", code=code).unescape())


def place(visit: Visit, said: Mapping[str, Any] | None) -> str:
    """Where an establishment is; nothing where nobody says."""
    if not said:
        return ""
    if code := said.get("department"):
        return department(visit, code)
    return str(said.get("country") or "")


def value(visit: Visit, facet: str, code: str) -> str:
    """A value of a facet."""
    if facet == "department":
        return department(visit, code)
    key = f"value.size.{code}"
    return str(visit.language.t(key)) if facet == "size" and visit.language.has(key) else code.upper()
