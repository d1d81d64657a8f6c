"""How a reference file is read: YAML, checked in full, refused if it says a word that its type does not know."""

from datetime import date
from importlib.resources import files
from typing import TypeVar

import yaml
from pydantic import BaseModel, ConfigDict

from contracts.vocabulary import Code, Text


class Record(BaseModel):
    """An entry of a reference file; an unknown word in it is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Labelled(Record):
    """An entry with a code and its French and English labels; `sample` where it is invented for demonstration."""

    code: Code
    fr: Text
    en: Text
    sample: bool = False


class Document(Record):
    """A reference file, true on the day `as_of` and until it is replaced."""

    as_of: date
    sample: bool = False


AnyDocument = TypeVar("AnyDocument", bound=Document)


def read(name: str, kind: type[AnyDocument], package: str = "contracts.reference") -> AnyDocument:
    """The reference file `name`, checked; raises `pydantic.ValidationError` where it is wrong."""
    text = files(package).joinpath(name).read_text(encoding="utf-8")
    return kind.model_validate(yaml.safe_load(text))
