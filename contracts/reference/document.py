"""How a reference file is read: YAML, checked in full, refused if it says a word that its type does not know."""

from datetime import date
from importlib.resources import files
from typing import Annotated, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from contracts.vocabulary import Code, Text


class ReferenceInvalid(ValueError):
    """A reference file does not say what it must; names the file, and the place in it."""


class Record(BaseModel):
    """An entry of a reference file; an unknown word in it is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Point(Record):
    """An entry with a place on the earth, in decimal degrees."""

    latitude: Annotated[float, Field(ge=-90, le=90)]
    longitude: Annotated[float, Field(ge=-180, le=180)]


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
    return kind.model_validate(yaml.load(text, yaml.CSafeLoader))


def read_folder(folder: str, kind: type[AnyDocument], package: str = "contracts.reference") -> tuple[AnyDocument, ...]:
    """Every file of a folder in the order of their names; raises `ReferenceInvalid` where one is wrong."""
    names = sorted(each.name for each in files(package).joinpath(folder).iterdir() if each.name.endswith(".yaml"))
    return tuple(_read_named(f"{folder}/{name}", kind, package) for name in names)


def _read_named(path: str, kind: type[AnyDocument], package: str) -> AnyDocument:
    try:
        document = read(path, kind, package)
    except ValidationError as error:
        places = "; ".join(f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors())
        raise ReferenceInvalid(f"{path}: {places}") from error
    if (code := getattr(document, "code", None)) != path.rpartition("/")[2].removesuffix(".yaml"):
        raise ReferenceInvalid(f"{path}: its code is {code!r}, and a file bears the code of what it describes")
    return document
