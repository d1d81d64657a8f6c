"""What every event type has in common: a wire name, a topic and a tolerant, immutable body."""

from typing import ClassVar

from contracts.vocabulary import Word

NAMESPACE = "bzh.prenan"
SCHEMA_ROOT = "https://prenan.bzh/schemas"


class Fact(Word):
    """A thing that happened, in the past tense, complete enough that its reader need not call back.

    Within a major version only optional fields are added; a breaking change is a new class beside the old one.
    """

    topic: ClassVar[str]
    major: ClassVar[int] = 1

    @classmethod
    def wire_type(cls) -> str:
        """The CloudEvents `type`, such as `bzh.prenan.TenderPublished.v1`."""
        return f"{NAMESPACE}.{cls.__name__}.v{cls.major}"

    @classmethod
    def schema_url(cls) -> str:
        """The CloudEvents `dataschema`: immutable, one per type and major version."""
        return f"{SCHEMA_ROOT}/{cls.__name__}.v{cls.major}.json"
