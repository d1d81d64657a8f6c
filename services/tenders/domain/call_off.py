"""Contracts called under a framework agreement, within its maximum and its time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from chassis.errors import Conflict, Unacceptable
from contracts.vocabulary import ContractState, Holder, Identifier, Money, Role, Siret, Technique, Text
from services.tenders.domain.buyer import Buyer
from services.tenders.domain.contract import Contract
from services.tenders.domain.contract_status import ContractStatus
from services.tenders.domain.holders import parties

_ARTICLE = "CCP R2162-4, CJEU C-23/20"
_TAKEN_OVER = (
    "buyer", "on_behalf_of", "department", "area", "cpv", "nature", "procedure", "price_form", "price_revision", "ccag",
)  # fmt: skip
_TERMS = ("places", "advance", "advance_guarantee", "clauses")


class NotFrameworkAgreement(Conflict):
    """Nothing can be called under this contract: it is no framework agreement."""


class FrameworkOver(Conflict):
    """The framework agreement is not in force on that day."""


class FrameworkExhausted(Conflict):
    """The maximum of the framework agreement would be exceeded."""


class HolderUnclear(Unacceptable):
    """A framework agreement of several holders is called with one of them."""


class FrameworkOfAnother(Unacceptable):
    """The tender is a call under the framework agreement of another buyer."""


@dataclass(frozen=True, kw_only=True)
class FrameworkAgreement:
    """A framework contract (accord-cadre) and what was called under it so far, in euros excluding VAT: CCP L2125-1."""

    contract: Contract
    consumed: Decimal

    @property
    def left(self) -> Decimal | None:
        """What may still be called; None where no maximum is recorded."""
        maximum = self.contract.state.maximum
        return maximum.amount - self.consumed if maximum else None

    @property
    def bidders(self) -> tuple[Identifier, ...] | None:
        """Who may bid for a call under it: its holders alone, a group by its lead (dir. 2014/24 art. 33 §2).

        None where one of them is not known: it could not be told from others.
        """
        bidding = [holder for holder in self.contract.state.holders if holder.role is not Role.MEMBER]
        known = tuple(holder.identifier for holder in bidding if holder.identifier is not None)
        return known if len(known) == len(bidding) else None

    def must_serve(self, buyer: Siret) -> None:
        """Refuse a call by another buyer."""
        if buyer != self.contract.state.buyer:
            raise FrameworkOfAnother(within=str(self.contract.id))

    def must_take(self, amount: Decimal) -> None:
        """Refuse what exceeds the maximum, all holders together: CCP R2162-4, CJEU C-23/20."""
        if self.left is not None and amount > max(self.left, Decimal(0)):
            raise FrameworkExhausted(left=f"{self.left:.2f}", amount=f"{amount:.2f}", article=_ARTICLE)

    def must_be_open(self, day: date) -> None:
        """Refuse a call under what is no framework, and one out of its time."""
        contract, last = self.contract, self.contract.ends_on
        if contract.state.technique is not Technique.FRAMEWORK:
            raise NotFrameworkAgreement(technique=contract.state.technique.value)
        if contract.status is not ContractStatus.NOTIFIED or (last and day > last):
            raise FrameworkOver(status=contract.status.value, ends_on=last.isoformat() if last else None)

    def holders(self, named: Identifier | None) -> tuple[Holder, ...]:
        """Who performs a call: the only holder or group, or the one of several that the buyer names: CCP R2162-9."""
        found = parties(self.contract.state.holders)
        if len(found) == 1 and named is None:
            return found[0]
        chosen = [party for party in found if named is not None and named in _identifiers(party)]
        if not chosen:
            raise HolderUnclear(holders=[one.id for party in found for one in _identifiers(party)])
        return chosen[0]


def _identifiers(holders: Iterable[Holder]) -> list[Identifier]:
    return [holder.identifier for holder in holders if holder.identifier is not None]


@dataclass(frozen=True, kw_only=True)
class CallOff:
    """A contract that the buyer calls under a framework (marché subséquent): CCP R2162-7; value excluding VAT."""

    reference: Text
    title: Text
    value: Money
    signed_on: date
    months: int | None = None
    holder: Identifier | None = None

    def of(self, framework: FrameworkAgreement, *, by: Buyer, today: date) -> Contract:
        """The contract that it makes, signed."""
        agreement = framework.contract
        by.must_be(agreement.state.buyer)
        framework.must_be_open(self.signed_on)
        agreement.must_be_within(self.signed_on, today)
        framework.must_take(self.value.amount)
        return Contract.signed(agreement.procedure_id, None, self._state(framework))

    def _state(self, framework: FrameworkAgreement) -> ContractState:
        agreement = framework.contract
        return ContractState(
            reference=self.reference,
            title=self.title,
            technique=Technique.SUBSEQUENT,
            framework=agreement.id,
            initial=self.value,
            current=self.value,
            signed_on=self.signed_on,
            months=self.months,
            holders=framework.holders(self.holder),
            **{name: getattr(agreement.state, name) for name in (*_TAKEN_OVER, *_TERMS)},
        )
