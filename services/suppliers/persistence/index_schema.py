"""What is indexed of a supplier, and how."""

from pathlib import Path
from typing import Any

from tantivy import Document, Index, Schema, SchemaBuilder

from services.suppliers.domain.matching.supplier_index import SupplierDocument
from services.suppliers.persistence.analysis import NAME, SPELLED, french, spelled

FORMAT = 5
"""Changes with what is indexed of a supplier: an index of another format is built anew."""
TEXTS = ("name", "offer", "past")
PREFIXES = range(2, 9)
"""First digits of the CPV that are indexed, so that a subtree is one term."""
CARD = ("start", "length")
"""Where the card of a supplier is."""
_COUNTED = ("home", "size", "label", "division", "order")
_EXACT = ("siren", "number", "code", "department", "buyer")


def opened(folder: Path | None) -> tuple[Schema, Index]:
    """The index in a folder, or in memory, new where there is none."""
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
    schema = _schema()
    index = Index(schema, path=str(folder) if folder else None)
    index.register_tokenizer(NAME, french())
    index.register_tokenizer(SPELLED, spelled())
    return schema, index


def _schema() -> Schema:
    builder = SchemaBuilder()
    builder.add_text_field("id", tokenizer_name="raw", index_option="basic")
    for name in CARD:
        builder.add_integer_field(name, fast=True)
    for name in TEXTS:
        builder.add_text_field(name, tokenizer_name=NAME, index_option="freq")
    builder.add_text_field("spelled", tokenizer_name=SPELLED)
    for name in _EXACT:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in _COUNTED:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    for name in ("latitude", "longitude"):
        builder.add_integer_field(name, indexed=True, fast=True)
    return builder.build()


def document_of(supplier: SupplierDocument, card: tuple[int, int]) -> Document:
    """The fields as they are indexed, those that are told; `card` is where it begins and how long it is."""
    start, length = card
    latitude, longitude = ([each] for each in supplier.point) if supplier.point else ([], [])
    fields: dict[str, Any] = {
        "id": supplier.id,
        "start": [start],
        "length": [length],
        "name": supplier.name,
        "spelled": supplier.name,
        "offer": supplier.offer,
        "past": supplier.past,
        **exact(supplier),
        "latitude": latitude,
        "longitude": longitude,
    }
    return Document(**{name: value for name, value in fields.items() if value})


def exact(supplier: SupplierDocument) -> dict[str, Any]:
    """The fields in which values are looked for as they are, of whichever kind the index is."""
    return {
        "siren": supplier.siren,
        "number": supplier.number,
        "code": sorted({code[:digits] for code in supplier.codes for digits in PREFIXES}),
        "division": sorted({code[:2] for code in supplier.codes}),
        "department": list(supplier.departments),
        "home": supplier.home,
        "size": supplier.size,
        "label": list(supplier.labels),
        "buyer": list(supplier.buyers),
        "order": supplier.order,
    }
