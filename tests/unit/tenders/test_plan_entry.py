"""An entry of a purchase plan: each legal move is one fact, others are refused, the facts lead to its state."""

from dataclasses import fields
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from hypothesis.strategies import booleans, none, sampled_from

from chassis.errors import Refusal
from contracts.procedures import PlanEntryPublished, PlanEntryTendered, PlanEntryWithdrawn, PlannedPurchase, ValueBand
from contracts.vocabulary import euros
from services.tenders.domain.buyer import ANY, Buyer, NotTheBuyer
from services.tenders.domain.follower import Follower, FollowerKind, FollowerUnnamed
from services.tenders.domain.plan_entry import (
    NEXT,
    PlanEntry,
    PlanEntryGone,
    PlanEntryOfAnother,
    PlanIdentityFixed,
    PlanStatus,
    ValueBandInverted,
    plan_entry_id,
)
from tests.depth import examples
from tests.unit.tenders.builders import BUYER, NOW, OTHER_BUYER, REGION

STRANGER = Buyer(OTHER_BUYER)
PURCHASE: dict[str, Any] = {
    "title": "Mobilier des lycées",
    "buyer": REGION,
    "department": "schools",
    "area": "supplies",
    "cpv": "39160000",
    "nature": "goods",
    "quarter": "2027-Q1",
}


def a_purchase(**fields: Any) -> PlannedPurchase:
    return PlannedPurchase(**{**PURCHASE, **fields})


def an_entry(**fields: Any) -> PlanEntry:
    return PlanEntry.announce(uuid4(), a_purchase(**fields), by=BUYER, now=NOW)


class PlanMachine(RuleBasedStateMachine):
    entry: PlanEntry

    @initialize(reference=none() | sampled_from(["P-1"]))
    def begin(self, reference: str | None) -> None:
        self.entry, self.facts = an_entry(reference=reference), []
        self.listen(PlanEntryPublished)

    @rule(title=sampled_from(["Mobilier", "Tables"]), own=sampled_from([True, True, False]))
    def change(self, title: str, own: bool) -> None:
        purchase = self.entry.purchase.model_copy(update={"title": title})
        differs = purchase != self.entry.purchase
        by = BUYER if own else STRANGER
        if own and (self.entry.status is PlanStatus.ANNOUNCED or not differs):
            assert self.entry.change(purchase, by=by, now=NOW) is differs
            self.listen(*([PlanEntryPublished] if differs else []))
        else:
            self.refused(lambda: self.entry.change(purchase, by=by, now=NOW))

    @rule(own=booleans())
    def withdraw(self, own: bool) -> None:
        by = BUYER if own else STRANGER
        if own and PlanStatus.WITHDRAWN in NEXT[self.entry.status]:
            self.entry.withdraw("Budget", by=by, now=NOW)
            self.listen(PlanEntryWithdrawn)
        else:
            self.refused(lambda: self.entry.withdraw("Budget", by=by, now=NOW))

    @rule(buyer=sampled_from([REGION, REGION, OTHER_BUYER]))
    def tender(self, buyer: str) -> None:
        tender = uuid4()
        if buyer == REGION and PlanStatus.TENDERING in NEXT[self.entry.status]:
            self.entry.tender(tender, buyer, NOW)
            self.listen(PlanEntryTendered)
        else:
            self.refused(lambda: self.entry.tender(tender, buyer, NOW))

    def refused(self, act: Any) -> None:
        before = members(self.entry)
        with pytest.raises(Refusal):
            act()
        assert members(self.entry) == before

    def listen(self, *kinds: type) -> None:
        told = self.entry.hand_over()
        assert [type(one.fact) for one in told] == list(kinds)
        assert all(one.key == one.subject == str(self.entry.id) for one in told)
        self.facts += [one.fact for one in told]
        assert members(self.entry) == replayed(self.facts)

    @invariant()
    def a_version_is_the_number_of_facts_told(self) -> None:
        assert self.entry.version == len(self.facts)
        assert self.entry.hand_over() == []


def members(entry: PlanEntry) -> dict[str, Any]:
    return {field.name: getattr(entry, field.name) for field in fields(entry)}


def replayed(facts: list[Any]) -> dict[str, Any]:
    """What a reader of the facts knows of the entry."""
    purchase = [fact.entry for fact in facts if isinstance(fact, PlanEntryPublished)][-1]
    reasons = [fact.reason for fact in facts if isinstance(fact, PlanEntryWithdrawn)]
    tenders = tuple(fact.tender_id for fact in facts if isinstance(fact, PlanEntryTendered))
    status = PlanStatus.WITHDRAWN if reasons else PlanStatus.TENDERING if tenders else PlanStatus.ANNOUNCED
    return {
        "id": facts[0].entry_id,
        "purchase": purchase,
        "announced_at": NOW,
        "changed_at": NOW,
        "status": status,
        "tenders": tenders,
        "reason": reasons[0] if reasons else None,
        "version": len(facts),
    }


TestPlanMachine = PlanMachine.TestCase
TestPlanMachine.settings = settings(max_examples=examples(100), stateful_step_count=8, deadline=None)


def test_an_entry_with_a_reference_has_the_same_identity_wherever_it_comes_from() -> None:
    assert an_entry(reference="P-1").id == an_entry(reference="P-1").id == plan_entry_id(REGION, "P-1")
    assert an_entry().id != an_entry().id


def test_a_buyer_plans_for_itself_only() -> None:
    with pytest.raises(NotTheBuyer):
        an_entry(buyer=OTHER_BUYER)


@pytest.mark.parametrize("change", [{"reference": "P-2"}, {"reference": None}])
def test_an_entry_keeps_its_reference(change: dict[str, Any]) -> None:
    entry = an_entry(reference="P-1")
    with pytest.raises(PlanIdentityFixed):
        entry.change(a_purchase(**change), by=BUYER, now=NOW)


def test_a_change_is_told_as_a_whole_and_says_so() -> None:
    entry = an_entry()
    entry.change(a_purchase(title="Tables", months=12), by=BUYER, now=NOW)
    first, second = (told.fact for told in entry.hand_over())
    assert isinstance(first, PlanEntryPublished)
    assert isinstance(second, PlanEntryPublished)
    assert (first.changed, second.changed, second.entry) == (False, True, entry.purchase)


def test_no_tender_comes_of_a_withdrawn_entry_or_of_another_buyers() -> None:
    entry = an_entry()
    with pytest.raises(PlanEntryOfAnother):
        entry.must_serve(OTHER_BUYER)
    entry.withdraw("Budget", by=BUYER, now=NOW)
    with pytest.raises(PlanEntryGone):
        entry.must_serve(REGION)


def test_the_band_of_a_planned_value_is_in_order() -> None:
    inverted = ValueBand(minimum=euros(2), maximum=euros(1))
    with pytest.raises(ValueBandInverted):
        an_entry(value=inverted)
    with pytest.raises(ValueBandInverted):
        an_entry().change(a_purchase(value=inverted), by=BUYER, now=NOW)


def test_a_follower_gives_an_address_or_has_one_organisation() -> None:
    assert Follower.named(None, BUYER) == Follower(FollowerKind.ORGANISATION, REGION)
    assert Follower.named("a@b.bzh", Buyer(None)).kind is FollowerKind.EMAIL
    for nobody in (Buyer(None), Buyer(ANY)):
        with pytest.raises(FollowerUnnamed):
            Follower.named(None, nobody)


def test_the_token_of_a_follower_is_its_own_for_one_entry_and_one_platform() -> None:
    one, other = UUID(int=1), UUID(int=2)
    follower = Follower(FollowerKind.EMAIL, "a@b.bzh")
    token = follower.token(one, b"secret")
    assert token == follower.token(one, b"secret")
    strangers = {follower.token(other, b"secret"), follower.token(one, b"guessed")}
    strangers.add(Follower(FollowerKind.EMAIL, "c@b.bzh").token(one, b"secret"))
    assert token not in strangers
    assert len(strangers) == 3


def test_facts_of_the_plan_say_when_it_was_announced_given_up_and_tendered() -> None:
    later, last = NOW + timedelta(days=3), NOW + timedelta(days=9)
    entry, given_up = an_entry(), an_entry()
    entry.change(a_purchase(title="Tables"), by=BUYER, now=later)
    entry.tender(uuid4(), REGION, last)
    given_up.withdraw("Besoin disparu", by=BUYER, now=later)
    published, changed, tendered = (told.fact for told in entry.hand_over())
    assert isinstance(published, PlanEntryPublished)
    assert isinstance(changed, PlanEntryPublished)
    assert (published.announced_at, changed.announced_at) == (NOW, NOW)
    assert isinstance(tendered, PlanEntryTendered)
    assert tendered.tendered_at == last
    withdrawn = given_up.hand_over()[-1].fact
    assert isinstance(withdrawn, PlanEntryWithdrawn)
    assert withdrawn.withdrawn_at == later
