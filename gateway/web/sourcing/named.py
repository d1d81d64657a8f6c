"""What codes of suppliers are called in the reader's language."""

from collections.abc import Mapping
from typing import Any

from contracts.reference.centres import centres
from gateway.web.visit import Visit


def number(identifier: Mapping[str, str]) -> str:
    """An identifier as addresses have it: a SIRET as its digits, any other behind its scheme."""
    scheme = identifier.get("scheme", "SIRET")
    return identifier["id"] if scheme == "SIRET" else f"{scheme}:{identifier['id']}"


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
