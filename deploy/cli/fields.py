"""One field of a contract or a holder, from the cells that its source names to the value that goes in."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from contracts.reference.labels import plain
from contracts.vocabulary import Nature, Procedure, Technique
from deploy.cli import cells, places
from deploy.cli.mapping import ValueFormat
from deploy.cli.reading import Findings
from deploy.cli.rows import Row
from deploy.cli.source import Source

Parse = Callable[[str, Source, ValueFormat], Any]


@dataclass(frozen=True)
class Kind:
    """How a cell becomes a value, and how what the rows of a contract agreed on becomes the field."""

    parse: Parse
    settle: Callable[[Any], Any] = lambda value: value


def _plain_cell(read: Callable[[str], Any]) -> Parse:
    return lambda raw, _source, _values: read(raw)


def scaled(raw: str, source: Source, values: ValueFormat) -> Decimal:
    """A number in the register's own marks, times the scale of its source."""
    thousands = values.thousands if source.thousands is None else source.thousands
    return cells.number(raw, decimal=source.decimal or values.decimal, thousands=thousands) * source.scale


def _day(raw: str, source: Source, values: ValueFormat) -> Any:
    return cells.day(raw, source.dates or values.dates)


TEXT = Kind(_plain_cell(cells.text))
CODE = Kind(_plain_cell(cells.code))
DAY = Kind(_day)
MONEY = Kind(scaled, cells.money)

CONTRACT: Mapping[str, Kind] = {
    "buyer": Kind(_plain_cell(cells.siret)),
    "reference": TEXT,
    "title": TEXT,
    "department": CODE,
    "area": CODE,
    "cpv": Kind(_plain_cell(cells.cpv)),
    "nature": Kind(_plain_cell(lambda raw: cells.word(raw, Nature))),
    "procedure": Kind(_plain_cell(lambda raw: cells.word(raw, Procedure))),
    "technique": Kind(_plain_cell(lambda raw: cells.word(raw, Technique))),
    "planned": MONEY,
    "initial": MONEY,
    "current": MONEY,
    "signed_on": DAY,
    "notified_on": DAY,
    "months": Kind(scaled, cells.months),
    "bids": Kind(scaled, cells.count),
    "place": Kind(_plain_cell(places.from_code)),
}

_COMBINED: Mapping[str, Callable[[Sequence[Any]], Any]] = {
    "first": lambda values: values[0],
    "last": lambda values: values[-1],
    "earliest": min,
    "smallest": min,
    "latest": max,
    "largest": max,
    "sum": sum,
}


@dataclass(frozen=True)
class Reader:
    """Reads fields as a mapping says, and reports what cannot be read."""

    values: ValueFormat
    findings: Findings

    @cached_property
    def _missing(self) -> frozenset[str]:
        return frozenset({"", *map(plain, self.values.missing)})

    def says(self, raw: str) -> bool:
        """Whether a cell says anything."""
        return raw != "" and plain(raw) not in self._missing

    def told(self, row: Row, source: Source | None) -> str:
        """The first telling cell of a source as it is written; empty where none says anything."""
        columns = source.columns if source else ()
        return next((row[column] for column in columns if self.says(row[column])), "")

    def cell(self, row: Row, source: Source) -> str | None:
        """What the first telling column of a source says, after its pattern and its map; None where nothing is said."""
        if source.value is not None:
            return source.value
        told = [row[column] for column in source.columns if self.says(row[column])]
        if not told:
            return None
        raw = told[0] if source.join is None else source.join.join(told)
        if source.pattern:
            found = re.search(source.pattern, raw)
            if found is None:
                msg = f"{raw!r} does not match {source.pattern!r}"
                raise ValueError(msg)
            raw = found[1] if found.re.groups else found[0]
        meanings = {plain(said): meant for said, meant in source.map.items()}
        return meanings.get(plain(raw), raw if source.otherwise is None else source.otherwise) or None

    def read(self, row: Row, name: str, source: Source | None, kind: Kind, *, refused: bool = False) -> Any:
        """The value in a row, or None where nothing is said or, reported, where it cannot be read."""
        if source is None:
            return None
        try:
            raw = self.cell(row, source)
            return None if raw is None else kind.parse(raw, source, self.values)
        except ValueError as error:
            told = self.told(row, source)
            self.findings.report(row.number, name, cells.reason_of(error), refused=refused, value=told)
            return None

    def settled(self, rows: Sequence[Row], name: str, source: Source, kind: Kind) -> Any:
        """The value that the rows of a contract agree on by the source's `combine`, else its default."""
        values = [value for row in rows if (value := self.read(row, name, source, kind)) is not None]
        try:
            if not values and source.default is not None:
                values = [kind.parse(source.default, source, self.values)]
            return kind.settle(_COMBINED[source.combine](values)) if values else None
        except ValueError as error:
            self.findings.report(rows[0].number, name, cells.reason_of(error))
            return None
