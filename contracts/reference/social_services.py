"""Which CPV codes are social or other specific services."""

from functools import cache

from contracts.reference.document import Document, Record, read
from contracts.vocabulary import Cpv, Text


class Range(Record):
    """CPV codes from `first` to `last`, both included."""

    first: Cpv
    last: Cpv
    fr: Text
    en: Text


class SocialServices(Document):
    """Every range of social and other specific services."""

    ranges: tuple[Range, ...]


@cache
def _ranges() -> tuple[Range, ...]:
    return read("social_services.yaml", SocialServices).ranges


def is_social_service(cpv: str) -> bool:
    """Whether a service of this CPV code may be bought as a social or specific one: CCP R2123-1 3°."""
    return any(each.first <= cpv <= each.last for each in _ranges())
