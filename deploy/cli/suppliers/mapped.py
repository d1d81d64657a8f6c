"""A row of a list of suppliers, read as a mapping says."""

from typing import Any

from contracts.suppliers import SupplierState
from contracts.vocabulary import Cpv
from deploy.cli import cells
from deploy.cli.fields import TEXT, Kind, Reader, scaled
from deploy.cli.operators import SIZE, YES, OperatorReader
from deploy.cli.rows import Row
from deploy.cli.suppliers.ledger import Ledger
from deploy.cli.suppliers.mapping import SupplierFields, SupplierMapping
from deploy.cli.suppliers.state import supplier_of

_COMPACT = Kind(lambda raw, _source, _values: cells.compact(raw).upper())
_THOUSANDTHS = Kind(lambda raw, source, values: round(scaled(raw, source, values) * 1000))


class Mapped:
    """Reads suppliers row by row."""

    def __init__(self, mapping: SupplierMapping, ledger: Ledger) -> None:
        self._fields: SupplierFields = mapping.supplier
        self._ledger = ledger
        self._reader = Reader(mapping.values, ledger)
        self._operator = OperatorReader(self._reader, mapping.supplier, needed=True)

    def read(self, row: Row) -> SupplierState | None:
        """The supplier of a row, or None, reported, where it identifies nobody."""
        identifier = self._operator.identifier(row)
        if identifier is None:
            return None
        name = self._read(row, "name", TEXT)
        if name is None and self._fields.name is not None:
            self._ledger.report(row.number, "name", "missing: the identifier stands in its place")
        fields = {
            "identifier": identifier,
            "name": name or identifier.id,
            "place": self._operator.place(row, identifier),
            "size": self._read(row, "size", SIZE),
            "natural_person": bool(self._read(row, "natural_person", YES)),
            **{name: self._read(row, name, YES) for name in ("insolvent", "social_economy", "inclusive")},
            "naf": self._read(row, "naf", Kind(_naf)),
            "legal_form": self._read(row, "legal_form", _COMPACT),
            "staff_band": self._read(row, "staff_band", _COMPACT),
            "activities": self._activities(row),
            "brands": self._read(row, "brands", Kind(lambda raw, _source, _values: self._listed(raw))) or (),
            "coordinates": self._coordinates(row),
        }
        return supplier_of(fields, row.number, self._ledger, lambda name: self._told(row, name))

    def _told(self, row: Row, name: str) -> str:
        return self._reader.told(row, getattr(self._fields, name, None))

    def _read(self, row: Row, name: str, kind: Kind) -> Any:
        return self._reader.read(row, name, getattr(self._fields, name), kind)

    def _listed(self, raw: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(part.strip() for part in raw.split(self._fields.separator) if part.strip()))

    def _activities(self, row: Row) -> tuple[Cpv, ...]:
        """CPV codes; one that is none is reported, and the others go in."""
        found = []
        for raw in self._read(row, "activities", Kind(lambda raw, _source, _values: self._listed(raw))) or ():
            try:
                found.append(cells.cpv(raw))
            except ValueError as error:
                self._ledger.report(row.number, "activities", cells.reason_of(error), value=raw)
        return tuple(dict.fromkeys(found))

    def _coordinates(self, row: Row) -> dict[str, int] | None:
        latitude, longitude = self._read(row, "latitude", _THOUSANDTHS), self._read(row, "longitude", _THOUSANDTHS)
        if latitude is None or longitude is None:
            return None
        return {"latitude": latitude, "longitude": longitude}


def _naf(raw: str, _source: object, _values: object) -> str:
    """A class of the NAF rev. 2, with or without its point: `4321A` is `43.21A`."""
    code = cells.compact(raw).upper().replace(".", "")
    return f"{code[:2]}.{code[2:]}"
