"""Who an economic operator is and where, as a mapping says: of a holder of a contract, and of a supplier."""

from dataclasses import dataclass
from functools import partial

from contracts.vocabulary import Identifier, Place, Scheme, SizeClass
from deploy.cli import cells, places
from deploy.cli.fields import Kind, Reader
from deploy.cli.mapping import OperatorFields
from deploy.cli.rows import Row

_SCHEME = Kind(lambda raw, _source, _values: cells.word(raw, Scheme))
SIZE = Kind(lambda raw, _source, _values: cells.word(raw, SizeClass))
YES = Kind(lambda raw, _source, _values: cells.yes(raw))
_COUNTRY = Kind(lambda raw, _source, _values: places.from_country(raw))
_DEPARTMENT = Kind(lambda raw, _source, _values: places.from_department(raw))


@dataclass(frozen=True)
class OperatorReader:
    """Reads what holders and suppliers have in common; findings are named after `prefix`.

    Where an identifier is `needed`, a row without one is refused.
    """

    reader: Reader
    fields: OperatorFields
    prefix: str = ""
    needed: bool = False

    def identifier(self, row: Row) -> Identifier | None:
        """The checked identifier, or None, reported, where it is missing or wrong."""
        source, name = self.fields.identifier, f"{self.prefix}identifier"
        if source is None:
            return None
        if not self.reader.told(row, source) and source.value is None:
            if self.needed or self.reader.told(row, self.fields.name):
                self.reader.findings.report(row.number, name, "missing", refused=self.needed)
            return None
        scheme = self.reader.read(row, f"{self.prefix}scheme", self.fields.scheme, _SCHEME)
        kind = Kind(lambda raw, _source, _values: cells.operator(raw, scheme))
        found: Identifier | None = self.reader.read(row, name, source, kind, refused=self.needed)
        return found

    def place(self, row: Row, identifier: Identifier | None) -> Place | None:
        """Country if foreign, else commune, post code, département, and last the country of a VAT number."""
        french = identifier is not None and identifier.scheme is Scheme.SIRET
        commune, postcode = partial(places.from_commune, french=french), partial(places.from_postcode, french=french)
        kinds = {
            "country": _COUNTRY,
            "commune": Kind(lambda raw, _source, _values: commune(raw)),
            "postcode": Kind(lambda raw, _source, _values: postcode(raw)),
            "department": _DEPARTMENT,
        }
        found: Place | None = None
        for name, kind in kinds.items():
            found = found or self.reader.read(row, f"{self.prefix}{name}", getattr(self.fields, name), kind)
        return found or places.from_identifier(identifier)
