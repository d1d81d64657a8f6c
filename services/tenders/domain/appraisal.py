"""The final evaluation of a holder, and the holder's right of reply."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID, uuid5

from chassis.errors import Conflict, Forbidden
from contracts.procedures import Appraisal
from contracts.vocabulary import Holder, Scheme, Text
from services.tenders.domain.buyer import ANY, Buyer
from services.tenders.domain.contract import Contract
from services.tenders.domain.execution_act import ACTS, ExecutionAct


class NotTheHolder(Forbidden):
    """Only a holder of the contract may do this."""


class AlreadyEvaluated(Conflict):
    """The holder of this contract was evaluated before."""


class AlreadyReplied(Conflict):
    """The holder replied to the evaluation before."""


def appraisal_id(contract_id: UUID) -> UUID:
    """The one identity of the final evaluation of a contract."""
    return uuid5(ACTS, f"{contract_id}/appraisal")


def appraise(
    contract: Contract, known: ExecutionAct | None, said: Appraisal, *, by: Buyer, today: date
) -> ExecutionAct:
    """The buyer's final evaluation of a contract that has ended: once."""
    by.must_be(contract.state.buyer)
    if known is not None:
        raise AlreadyEvaluated
    return ExecutionAct.of(contract, appraisal_id(contract.id), said, today=today)


def reply(contract: Contract, act: ExecutionAct, words: Text, *, by: Buyer, today: date) -> None:
    """A holder answers to its evaluation: once."""
    if not _holds(contract.state.holders, by):
        raise NotTheHolder
    if not isinstance(act.record, Appraisal) or act.record.reply is not None:
        raise AlreadyReplied
    act.restate(contract, act.record.model_copy(update={"reply": words, "replied_on": today}), today=today)


def _holds(holders: Sequence[Holder], by: Buyer) -> bool:
    numbers = {one.identifier.id for one in holders if one.identifier and one.identifier.scheme is Scheme.SIRET}
    return by.organisation in numbers or by.organisation == ANY
