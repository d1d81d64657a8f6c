"""The content of a release, and who releases."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

Content = dict[str, Any]
"""A part of a release, ready for JSON; None takes away what was said under its name."""


@dataclass(frozen=True)
class Teller:
    """Who releases: `prefix` begins every open contracting id (ocid), as the registry of OCDS gave it.

    `lots` are those of the contracts that what was done under contracts is about.
    """

    prefix: str
    lots: Mapping[UUID, int] = field(default_factory=dict)

    def ocid(self, procedure: object) -> str:
        """The open contracting id of a procedure, or of an entry of a plan."""
        return f"{self.prefix}-{procedure}"

    def related(self, procedure: object, relationship: str) -> list[dict[str, Any]]:
        """How a procedure names another one (code list `relatedProcess`)."""
        ocid = self.ocid(procedure)
        return [{"id": relationship, "relationship": [relationship], "scheme": "ocid", "identifier": ocid}]


@dataclass(frozen=True)
class Section:
    """The content of one release and its tag, from the code list `releaseTag`."""

    tag: str
    content: Content
