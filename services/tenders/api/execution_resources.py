"""What is done under contracts as it is shown; `persistence.execution_queries` makes the same documents in SQL."""

from uuid import UUID

from pydantic import BaseModel

from contracts.procedures import Modification
from contracts.vocabulary import Money
from services.tenders.domain.execution_act import ActKind, ExecutionAct, Record


class ExecutionActResource(BaseModel):
    """Something done under a contract, as it was last recorded; `version` is the number of facts told of it."""

    id: UUID
    kind: ActKind
    contract_id: UUID
    record: Record
    version: int

    @classmethod
    def of(cls, act: ExecutionAct) -> "ExecutionActResource":
        """An act as everybody sees it; the domain has checked it."""
        return cls.model_construct(**{name: getattr(act, name) for name in cls.model_fields})


class ExecutionActPage(BaseModel):
    """Acts in a stable order, with paths of the next and the previous page."""

    items: list[ExecutionActResource]
    next: str | None
    prev: str | None


class ModificationPage(BaseModel):
    """Modifications of a contract by number, with paths of the next and the previous page."""

    items: list[Modification]
    next: str | None
    prev: str | None


class Consumption(BaseModel):
    """What was called under a framework agreement and the other lots of its procedure, and what its maximum leaves."""

    contract_id: UUID
    maximum: Money | None
    calls: int
    consumed: Money
    left: Money | None
