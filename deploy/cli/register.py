"""A register of contracts in CSV, read as a mapping says: rows grouped into contracts, wrong cells reported."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from contracts.reference.purchasing import area_of, nature_of
from contracts.vocabulary import ContractState
from deploy.cli.fields import CONTRACT, Reader
from deploy.cli.holders import read_holders
from deploy.cli.mapping import ContractFields, RegisterMapping
from deploy.cli.reading import Entry, Reading
from deploy.cli.rows import Row, read_rows, versions

_NEEDED = ("buyer", "reference")


def read_register(path: Path, mapping: RegisterMapping) -> Reading:
    """Every contract of a register and every finding; raises `UnreadableFile` where the file is not what is said."""
    reading = Reading()
    rows = read_rows(path, mapping, reading)
    for group in _contracts(rows, mapping, reading):
        if entry := _entry(group, mapping, reading):
            reading.entries.append(entry)
    return reading.finish()


def _contracts(rows: Sequence[Row], mapping: RegisterMapping, reading: Reading) -> list[list[Row]]:
    """The rows of each contract, adjacent or not, in the order of its first one."""
    key = mapping.rows.contract or (*mapping.contract.reference.columns, *mapping.contract.buyer.columns)
    groups: dict[tuple[str, ...], list[Row]] = {}
    reader = Reader(mapping.values, reading)
    for row in rows:
        said = tuple(" ".join(row[column].split()) for column in key)
        if any(map(reader.says, said)):
            groups.setdefault(said, []).append(row)
        else:
            reading.report(row.number, "reference", "missing: nothing tells which contract this is", refused=True)
    return list(groups.values())


def _derived(found: dict[str, Any], fields: ContractFields) -> dict[str, Any]:
    """Area and nature as the CPV implies them, where the mapping wants them and the register says nothing."""
    implied = {"area": area_of, "nature": nature_of}
    cpv = found.get("cpv")
    return {name: implied[name](cpv) for name in fields.derive if cpv and found.get(name) is None}


def _fields(rows: Sequence[Row], mapping: RegisterMapping, reader: Reader) -> dict[str, Any]:
    """Every field that the register tells of a contract."""
    first, latest = versions(rows, mapping.rows.version)
    found: dict[str, Any] = {}
    for name, kind in CONTRACT.items():
        if source := getattr(mapping.contract, name):
            value = reader.settled(first if source.version == "first" else latest, name, source, kind)
            found |= {} if value is None else {name: value}
    return {**found, **_derived(found, mapping.contract)}


def _entry(rows: list[Row], mapping: RegisterMapping, reading: Reading) -> Entry | None:
    """The contract of these rows, or None, reported, where what every contract needs is missing."""
    reader = Reader(mapping.values, reading)
    found = _fields(rows, mapping, reader)
    number = rows[0].number
    if "title" not in found and "reference" in found:
        reading.report(number, "title", "missing: the reference stands in its place")
        found["title"] = found["reference"]
    found["holders"] = read_holders(versions(rows, mapping.rows.version)[1], mapping.holders, reader)
    for name in (*_NEEDED, "holders"):
        if not found.get(name):
            reading.report(number, name, "missing or wrong, and every contract needs it", refused=True)
            return None
    try:
        place = found.pop("place", None)
        return Entry(tuple(row.number for row in rows), ContractState(**found), place)
    except ValidationError as error:
        for each in error.errors():
            reading.report(number, ".".join(map(str, each["loc"])), each["msg"], refused=True)
        return None
