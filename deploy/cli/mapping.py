"""How a register in CSV is read as contracts: the mapping file that `docs/mappings.md` describes."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal, TypeVar

import yaml
from pydantic import BeforeValidator, Field, ValidationError, model_validator

from deploy.cli.source import OneCharacter, Part, Regex, Source, Words, listed


class WrongMapping(ValueError):
    """The mapping file is not a mapping; the message has one line for each mistake."""


class Condition(Part):
    """What a cell of a row must be: one of some values, none of them, or in the form of a regular expression."""

    column: str
    in_: Annotated[Words | None, Field(alias="in")] = None
    not_in: Words | None = None
    matches: Regex | None = None

    @model_validator(mode="after")
    def _asks_something(self) -> "Condition":
        if self.in_ is None and self.not_in is None and self.matches is None:
            msg = "say what the column must be: in, not_in or matches"
            raise ValueError(msg)
        return self


class FileFormat(Part):
    """How the file is written. `columns` names those of a file without a heading, `sheet` one of a workbook."""

    encoding: str = "utf-8"
    delimiter: OneCharacter = ","
    quote: OneCharacter = '"'
    skip_lines: Annotated[int, Field(ge=0)] = 0
    columns: Words = ()
    sheet: str | None = None


class ValueFormat(Part):
    """How values are written: what means nothing, the decimal and thousands marks, and the forms of a date."""

    missing: Words = ()
    decimal: OneCharacter = "."
    thousands: str = ""
    dates: Words = ("iso",)


class KeptRows(Part):
    """Which rows count."""

    keep: Annotated[tuple[Condition, ...], BeforeValidator(listed)] = ()
    drop: Annotated[tuple[Condition, ...], BeforeValidator(listed)] = ()


class Rows(KeptRows):
    """Which rows count, and which of them make one contract."""

    contract: Words = ()
    version: str | None = None


class ContractFields(Part):
    """Where each field of a contract comes from; `derive` names fields to deduce from the CPV where nothing is said."""

    buyer: Source
    reference: Source
    title: Source
    department: Source | None = None
    area: Source | None = None
    cpv: Source | None = None
    nature: Source | None = None
    procedure: Source | None = None
    technique: Source | None = None
    planned: Source | None = None
    initial: Source | None = None
    current: Source | None = None
    signed_on: Source | None = None
    notified_on: Source | None = None
    months: Source | None = None
    bids: Source | None = None
    place: Source | None = None
    derive: Annotated[tuple[Literal["area", "nature"], ...], BeforeValidator(listed)] = ()


class OperatorFields(Part):
    """Where each field of an economic operator comes from, holder of a contract or supplier."""

    name: Source | None = None
    identifier: Source | None = None
    scheme: Source | None = None
    size: Source | None = None
    natural_person: Source | None = None
    commune: Source | None = None
    postcode: Source | None = None
    department: Source | None = None
    country: Source | None = None


class HolderFields(OperatorFields):
    """Where each field of a holder comes from; `split` where one cell lists several holders."""

    role: Source | None = None
    share: Source | None = None
    payment_days: Source | None = None
    split: str | None = None
    distinct: bool = False

    @model_validator(mode="after")
    def _named(self) -> "HolderFields":
        if self.name is None and self.identifier is None:
            msg = "a holder needs a name or an identifier"
            raise ValueError(msg)
        return self


class FileMapping(Part):
    """What every mapping file says, whatever its rows are about."""

    mapping: Literal[1]
    description: str = ""
    file: FileFormat = FileFormat()
    values: ValueFormat = ValueFormat()
    rows: KeptRows = KeptRows()

    def parts(self) -> tuple[Part, ...]:
        """The parts whose members are the sources of fields."""
        return ()

    def columns(self) -> Iterator[str]:
        """Every column that the mapping needs."""
        yield from (condition.column for condition in (*self.rows.keep, *self.rows.drop))
        for part in self.parts():
            for _, source in sources(part):
                yield from () if source.optional else source.columns


class RegisterMapping(FileMapping):
    """The mapping file of a register of contracts."""

    rows: Rows = Rows()
    contract: ContractFields
    holders: Annotated[tuple[HolderFields, ...], BeforeValidator(listed), Field(min_length=1)]

    def parts(self) -> tuple[Part, ...]:
        """The contract and its holders."""
        return self.contract, *self.holders

    def columns(self) -> Iterator[str]:
        """Every column that the mapping needs, those that tell contracts and their versions apart among them."""
        yield from self.rows.contract
        yield from [self.rows.version] if self.rows.version else []
        yield from super().columns()


def sources(part: Part) -> Iterator[tuple[str, Source]]:
    """The fields of a part that the mapping names, each with where it comes from."""
    for name in type(part).model_fields:
        if isinstance(source := getattr(part, name), Source):
            yield name, source


AnyMapping = TypeVar("AnyMapping", bound=FileMapping)


def load(path: Path, kind: type[AnyMapping]) -> AnyMapping:
    """The mapping in a file; raises `WrongMapping`, or `OSError` where there is no such file."""
    try:
        return kind.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise WrongMapping(f"{path}: not YAML: {error}") from error
    except ValidationError as error:
        lines = (f"{path}: {'.'.join(map(str, each['loc'])) or 'mapping'}: {each['msg']}" for each in error.errors())
        raise WrongMapping("\n".join(lines)) from error
