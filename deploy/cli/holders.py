"""The holders of a contract, from the rows, the columns or the parts of cells that name them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from contracts.reference.labels import plain
from contracts.vocabulary import Holder, Role
from deploy.cli import cells
from deploy.cli.fields import TEXT, Kind, Reader, scaled
from deploy.cli.mapping import HolderFields
from deploy.cli.operators import SIZE, YES, OperatorReader
from deploy.cli.rows import Row
from deploy.cli.source import Source

_ROLE = Kind(lambda raw, _source, _values: cells.word(raw, Role))
_SHARE = Kind(lambda raw, source, values: cells.share(scaled(raw, source, values)))
_DAYS = Kind(lambda raw, source, values: cells.mean_days(scaled(raw, source, values)))


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

    @property
    def _operator(self) -> OperatorReader:
        return OperatorReader(self.reader, self.fields, "holders.")

    def read(self, row: Row) -> Holder | None:
        """The holder, or None where the row names nobody; a holder known only by its identifier is called by it."""
        fields = self.fields
        identifier = self._operator.identifier(row)
        name = self.reader.read(row, "holders.name", fields.name, TEXT)
        if name is None and not self.reader.told(row, fields.identifier):
            return None
        if name is None and fields.name is not None:
            self.reader.findings.report(row.number, "holders.name", "missing")
        told = identifier.id if identifier else self.reader.told(row, fields.identifier)
        return Holder(
            identifier=identifier,
            name=name or cells.text(told),
            role=self.reader.read(row, "holders.role", fields.role, _ROLE) or Role.SOLE,
            share=self.reader.read(row, "holders.share", fields.share, _SHARE),
            size=self.reader.read(row, "holders.size", fields.size, SIZE),
            place=self._operator.place(row, identifier),
            natural_person=bool(self.reader.read(row, "holders.natural_person", fields.natural_person, YES)),
            payment_days=self.reader.read(row, "holders.payment_days", fields.payment_days, _DAYS),
        )


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
