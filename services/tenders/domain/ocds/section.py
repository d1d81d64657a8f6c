"""The content of a release, and who releases."""

from dataclasses import dataclass, field
from typing import Any

from services.tenders.domain.ocds.standing import Standing
from services.tenders.domain.ocds.words import Content


@dataclass(frozen=True)
class Teller:
    """Who releases: `prefix` begins every open contracting id (ocid), as the registry of OCDS gave it.

    It tells of facts in their order, and remembers which awards stand.
    """

    prefix: str
    standing: Standing = field(default_factory=Standing)

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
