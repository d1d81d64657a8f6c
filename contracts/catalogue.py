"""Every event type by its wire name, and the topics they are published to."""

from collections.abc import Mapping

from contracts import flags, observatory, offers, procedures, sourcing, suppliers
from contracts.envelope import Envelope
from contracts.fact import Fact
from contracts.reference.roles import Scope

FACTS: tuple[type[Fact], ...] = (
    *procedures.FACTS,
    *offers.FACTS,
    *suppliers.FACTS,
    *sourcing.FACTS,
    *observatory.FACTS,
    *flags.FACTS,
)
BY_TYPE: Mapping[str, type[Fact]] = {fact.wire_type(): fact for fact in FACTS}
TOPICS: tuple[str, ...] = (
    procedures.TOPIC,
    offers.TOPIC,
    suppliers.TOPIC,
    sourcing.TOPIC,
    observatory.TOPIC,
    flags.TOPIC,
)
FEEDS: Mapping[str, str] = {
    "procedures": procedures.TOPIC,
    "suppliers": suppliers.TOPIC,
    "observatory": observatory.TOPIC,
}
"""Name of each public feed and its topic."""
RESTRICTED: Mapping[str, str] = {"offers": offers.TOPIC, "sourcing": sourcing.TOPIC, "flags": flags.TOPIC}
"""Name of each feed that not everybody may read, and its topic."""
ACCESS: Mapping[str, Scope] = {
    offers.TOPIC: offers.SCOPE,
    sourcing.TOPIC: sourcing.SCOPE,
    flags.TOPIC: flags.SCOPE,
}
"""The scope that a reader of a restricted topic needs."""


def fact_in(envelope: Envelope) -> Fact | None:
    """The fact an envelope carries, or None for a type this reader does not know; raises `pydantic.ValidationError`."""
    kind = BY_TYPE.get(envelope.type)
    return kind.model_validate(envelope.data) if kind else None
