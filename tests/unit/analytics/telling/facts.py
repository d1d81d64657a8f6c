"""Facts, and the rows that they tell."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from contracts.envelope import Envelope
from contracts.fact import Fact
from contracts.procedures import ContractFact
from contracts.vocabulary import ContractState, Holder, Identifier, Place
from services.analytics.domain.telling import Rows, tell

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
LATE = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
"""Already the third of March in Paris."""
SUBJECT, KEY = UUID(int=1), UUID(int=2)
TENDER, BID, AWARD, CONTRACT, ACT = (UUID(int=n) for n in range(3, 8))
BUYER, PRINCIPAL = "23350001600040", "21350238800019"
SIRET, OTHER = "79878508500035", "37900994700027"
RENNES = Place(commune="35238")


def enveloped(kind: type[Fact], data: dict[str, Any], version: int = 3) -> Envelope:
    return Envelope(
        id=uuid4(),
        source="/services/elsewhere",
        type=kind.wire_type(),
        subject=str(SUBJECT),
        time=LATE,
        dataschema=kind.schema_url(),
        partitionkey=str(KEY),
        sequence=f"{version:012}",
        recordedtime=NOW,
        data=data,
    )


def told(fact: Fact) -> Rows:
    """The rows of a fact as it travels."""
    return tell(type(fact), enveloped(type(fact), fact.model_dump(mode="json")))


def the_row(fact: Fact, table: str) -> dict[str, Any]:
    """The only row that a fact tells, which is of this table."""
    [(name, row)] = told(fact)
    assert name == table
    return dict(row)


def a_holder(siret: str | None = SIRET, **known: Any) -> Holder:
    return Holder(identifier=Identifier(id=siret) if siret else None, **{"name": "Ti", "place": RENNES, **known})


def a_state(**known: Any) -> ContractState:
    return ContractState(**{"buyer": BUYER, "reference": "1", "title": "Livres", "holders": (a_holder(),), **known})


def of_contract(kind: type[ContractFact], state: ContractState, **more: Any) -> ContractFact:
    return kind(contract_id=CONTRACT, procedure_id=KEY, lot=2, contract=state, **more)
