"""What the words of French registers mean, whatever their case, accents and spacing."""

import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from functools import cache

from contracts.reference.document import Document, read
from contracts.vocabulary import (
    Ccag,
    ConcessionKind,
    Group,
    Modality,
    Nature,
    PriceForm,
    Procedure,
    Role,
    Scheme,
    SizeClass,
    Technique,
)

_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "`": "'"})


class Labels(Document):
    """Words by the shared word that they mean."""

    procedure: dict[Procedure, tuple[str, ...]]
    technique: dict[Technique, tuple[str, ...]]
    nature: dict[Nature, tuple[str, ...]]
    size: dict[SizeClass, tuple[str, ...]]
    role: dict[Role, tuple[str, ...]]
    scheme: dict[Scheme, tuple[str, ...]]
    price_form: dict[PriceForm, tuple[str, ...]]
    ccag: dict[Ccag, tuple[str, ...]]
    group: dict[Group, tuple[str, ...]]
    modality: dict[Modality, tuple[str, ...]]
    concession_kind: dict[ConcessionKind, tuple[str, ...]]


def plain(words: str) -> str:
    """Words without case, accents and repeated spaces: two spellings of one label compare equal."""
    decomposed = unicodedata.normalize("NFKD", words.translate(_APOSTROPHES))
    return " ".join("".join(each for each in decomposed if not unicodedata.combining(each)).casefold().split())


_FIELDS: Mapping[type[StrEnum], str] = {
    Procedure: "procedure",
    Technique: "technique",
    Nature: "nature",
    SizeClass: "size",
    Role: "role",
    Scheme: "scheme",
    PriceForm: "price_form",
    Ccag: "ccag",
    Group: "group",
    Modality: "modality",
    ConcessionKind: "concession_kind",
}


@cache
def labels(kind: type[StrEnum]) -> Mapping[str, str]:
    """Plain label to value for one list of shared words; each value is a label of itself."""
    known: Mapping[StrEnum, tuple[str, ...]] = getattr(read("labels.yaml", Labels), _FIELDS[kind])
    own = {plain(value.value): value.value for value in kind}
    return {**own, **{plain(label): value.value for value, words in known.items() for label in words}}
