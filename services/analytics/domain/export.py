"""A file made of exactly what was asked for, and what it says about itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Format(StrEnum):
    """What a file is: CSV (RFC 4180), workbook (ECMA-376), Apache Parquet, JSON lines."""

    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"
    NDJSON = "ndjson"

    @property
    def media_type(self) -> str:
        """Its registered media type."""
        return _MEDIA_TYPES[self]


_MEDIA_TYPES: Mapping[Format, str] = {
    Format.CSV: "text/csv; charset=utf-8; header=present",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.PARQUET: "application/vnd.apache.parquet",
    Format.NDJSON: "application/x-ndjson",
}


@dataclass(frozen=True)
class About:
    """What one has to know of a file in order to rely on it: what it holds, by which definitions, as of which facts."""

    title: str
    question: str
    """The address that gives the same again."""
    columns: Mapping[str, str]
    """What each column means."""
    definition: str
    version: str
    position: str
    """Facts of each feed that were applied: `procedures=120,suppliers=14`."""

    @property
    def said(self) -> dict[str, str]:
        """All but the columns, by name."""
        return {
            "title": self.title,
            "question": self.question,
            "definition": self.definition,
            "version": self.version,
            "position": self.position,
        }
