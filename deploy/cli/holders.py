"""The holders of a contract, from the rows, the columns or the parts of cells that name them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from contracts.reference.labels import plain
from contracts.vocabulary import Holder, Identifier, Place, Role, Scheme, SizeClass
from deploy.cli import cells, places
from deploy.cli.fields import TEXT, Kind, Reader, scaled
from deploy.cli.mapping import HolderFields
from deploy.cli.rows import Row
from deploy.cli.source import Source

_SCHEME = Kind(lambda raw, _source, _values: cells.word(raw, Scheme))
_ROLE = Kind(lambda raw, _source, _values: cells.word(raw, Role))
_SIZE = Kind(lambda raw, _source, _values: cells.word(raw, SizeClass))
_YES = Kind(lambda raw, _source, _values: cells.yes(raw))
_SHARE = Kind(lambda raw, source, values: cells.share(scaled(raw, source, values)))
_COUNTRY = Kind(lambda raw, _source, _values: places.from_country(raw))
_DEPARTMENT = Kind(lambda raw, _source, _values: places.from_department(raw))


def _parts(row: Row, fields: HolderFields) -> Iterator[Row]:
    """The row once for each holder that its cells list; a cell without the separator belongs to the first."""
    if not fields.split:
        yield row
        return
    sources = (getattr(fields, name) for name in HolderFields.model_fields)
    columns = {plain(column) for source in sources if isinstance(source, Source) for column in source.columns}
    pieces = {column: row[column].split(fields.split) for column in columns}
    for index in range(max(map(len, pieces.values()), default=1)):
        own = {column: parts[index] if index < len(parts) else "" for column, parts in pieces.items()}
        yield Row(row.number, {**row.cells, **own})


@dataclass(frozen=True)
class HolderReader:
    """Reads one holder from one row as a mapping says."""

    reader: Reader
    fields: HolderFields

    def read(self, row: Row) -> Holder | None:
        """The holder, or None where the row names nobody; a holder known only by its identifier is called by it."""
        fields = self.fields
        identifier = self._identifier(row)
        name = self.reader.read(row, "holders.name", fields.name, TEXT)
        if name is None and not self._told(row, fields.identifier):
            return None
        if name is None and fields.name is not None:
            self.reader.reading.report(row.number, "holders.name", "missing")
        told = identifier.id if identifier else self._raw(row, fields.identifier)
        return Holder(
            identifier=identifier,
            name=name or cells.text(told),
            role=self.reader.read(row, "holders.role", fields.role, _ROLE) or Role.SOLE,
            share=self.reader.read(row, "holders.share", fields.share, _SHARE),
            size=self.reader.read(row, "holders.size", fields.size, _SIZE),
            place=self._place(row, identifier),
            natural_person=bool(self.reader.read(row, "holders.natural_person", fields.natural_person, _YES)),
        )

    def _raw(self, row: Row, source: Source | None) -> str:
        says = self.reader.says
        return next((row[column] for column in source.columns if says(row[column])), "") if source else ""

    def _told(self, row: Row, source: Source | None) -> bool:
        return bool(self._raw(row, source))

    def _identifier(self, row: Row) -> Identifier | None:
        """The checked identifier; a missing one and a wrong one are reported, and the holder goes in without it."""
        source, name = self.fields.identifier, "holders.identifier"
        if source is None:
            return None
        if not self._told(row, source) and source.value is None:
            if self._told(row, self.fields.name):
                self.reader.reading.report(row.number, name, "missing")
            return None
        scheme = self.reader.read(row, "holders.scheme", self.fields.scheme, _SCHEME)
        kind = Kind(lambda raw, _source, _values: cells.operator(raw, scheme))
        found: Identifier | None = self.reader.read(row, name, source, kind)
        return found

    def _place(self, row: Row, identifier: Identifier | None) -> Place | None:
        """Country if foreign, else commune, post code, département, and last the country of a VAT number."""
        french = identifier is not None and identifier.scheme is Scheme.SIRET
        commune = Kind(lambda raw, _source, _values: places.from_commune(raw, french=french))
        postcode = Kind(lambda raw, _source, _values: places.from_postcode(raw, french=french))
        fields, kinds = self.fields, {"commune": commune, "postcode": postcode, "department": _DEPARTMENT}
        found: Place | None = self.reader.read(row, "holders.country", fields.country, _COUNTRY)
        for name, kind in kinds.items():
            found = found or self.reader.read(row, f"holders.{name}", getattr(fields, name), kind)
        return found or places.from_identifier(identifier)


def _same(holder: Holder) -> object:
    return holder.identifier or plain(holder.name)


def read_holders(rows: Sequence[Row], specifications: Sequence[HolderFields], reader: Reader) -> tuple[Holder, ...]:
    """Every holder of a contract in the order of its rows; repeated ones once where the mapping says `distinct`."""
    found: list[Holder] = []
    for row in rows:
        for fields in specifications:
            for part in _parts(row, fields):
                holder = HolderReader(reader, fields).read(part)
                if holder and not (fields.distinct and any(_same(holder) == _same(other) for other in found)):
                    found.append(holder)
    return tuple(found)
