"""Packages of releases and records, as OCDS 1.1.5 has them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from services.tenders.domain.ocds.words import Content

VERSION: Literal["1.1"] = "1.1"
PUBLISHER = "Prenañ"
ROOT = "https://prenan.bzh/ocds"
_EXTENSION = (
    "https://raw.githubusercontent.com/open-contracting-extensions/ocds_{name}_extension/{version}/extension.json"
)
EXTENSIONS = [
    _EXTENSION.format(name=name, version=version)
    for name, version in (
        ("bid", "v1.1.5"),
        ("enquiry", "v1.1.5"),
        ("lots", "v1.1.5"),
        ("partyDetails_scale", "master"),
        ("awardCriteria", "master"),
        ("statusDetails", "master"),
        ("techniques", "master"),
    )
]
"""The extensions of the standard that releases use, each by the address that names it there."""


class Publisher(BaseModel):
    """Who publishes."""

    name: str


class Links(BaseModel):
    """Paths of the next and of the previous page."""

    next: str | None
    prev: str | None = None


class Release(BaseModel):
    """What one fact says of a procedure (release schema 1.1.5); what stands beside these members is the standard's."""

    model_config = ConfigDict(extra="allow")

    ocid: str
    id: str
    date: str
    tag: list[str]
    initiationType: Literal["tender"]  # noqa: N815 - the standard's own name
    language: str


class Record(BaseModel):
    """All releases of a procedure, the earliest first, and what stands after them."""

    ocid: str
    releases: list[Release]
    compiledRelease: Release  # noqa: N815 - the standard's own name


class Package(BaseModel):
    """What every package says of itself."""

    uri: str
    version: str
    extensions: list[str]
    publishedDate: str  # noqa: N815 - the standard's own name
    publisher: Publisher


class ReleasePackage(Package):
    """Releases in the order in which their facts were published; `links.next` goes on where the package ends."""

    releases: list[Release]
    links: Links


class RecordPackage(Package):
    """Records of procedures."""

    records: list[Record]
    links: Links | None = Field(default=None, description="of a page; one record alone has none")


def packaged(path: str, told: Sequence[Content], now: datetime, **content: Any) -> Content:
    """A package, named by the path at which it is; it was published when the latest release in it was."""
    return {
        "uri": f"{ROOT}{path}",
        "version": VERSION,
        "extensions": EXTENSIONS,
        "publishedDate": max((one["date"] for one in told), default=now.isoformat()),
        "publisher": {"name": PUBLISHER},
        **content,
    }
