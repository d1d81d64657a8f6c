from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from contracts.calendar import day_of, start_of
from contracts.procedures import Clauses, ContractNotified, ContractSigned, DataCorrected, LotNotice, TenderPublished
from contracts.vocabulary import Ccag, PriceForm, euros
from services.tenders.domain.buyer import Buyer, NotTheBuyer
from services.tenders.domain.contract import (
    AlreadyNotified,
    Contract,
    EndAhead,
    NotifiedBeforeSignature,
    contract_id,
)
from services.tenders.domain.contract_status import ContractStatus
from services.tenders.domain.days import DateInTheFuture
from services.tenders.domain.signature import LotNotAwarded, Signature
from services.tenders.domain.tender import Tender
from services.tenders.domain.terms import Terms
from services.tenders.domain.time_limits import StandstillRunning, TimeLimit
from tests.unit.tenders.builders import (
    BUYER,
    IN_TIME,
    NOW,
    OTHER_BUYER,
    REGION,
    STANDSTILL,
    TERMS,
    a_closed_tender,
    a_state,
    an_award,
    an_awarded_tender,
)

AWARDED = day_of(IN_TIME)
TODAY = AWARDED + timedelta(days=60)


def sign(tender: Tender, days: int = 11, standstill: TimeLimit | None = STANDSTILL) -> Contract:
    signature = Signature(lot=1, reference="2026-1", signed_on=AWARDED + timedelta(days=days), months=12)
    return signature.of(tender, by=BUYER, today=TODAY, standstill=standstill)


def test_a_contract_takes_its_state_from_the_tender_and_the_award() -> None:
    tender = an_awarded_tender()
    contract = sign(tender)
    [told] = contract.hand_over()
    assert isinstance(told.fact, ContractSigned)
    assert told.fact.contract == contract.state
    assert contract.id == contract_id(REGION, "2026-1")
    assert (told.key, told.subject, told.version) == (str(tender.id), str(contract.id), 1)
    assert (contract.state.area, contract.state.department) == (TERMS["area"], TERMS["department"])
    assert (contract.state.planned, contract.state.initial) == (TERMS["estimated_value"], euros(6_500_000))
    assert (contract.state.bids, contract.state.months) == (3, 12)


def test_a_contract_of_a_mandatary_says_for_whom_it_bought() -> None:
    tender = an_awarded_tender(on_behalf_of=OTHER_BUYER)
    assert sign(tender).state.on_behalf_of == OTHER_BUYER
    published = [told.fact for told in tender.hand_over() if isinstance(told.fact, TenderPublished)]
    assert [fact.on_behalf_of for fact in published] == [OTHER_BUYER]


def test_a_contract_binds_to_what_its_lot_advertised() -> None:
    clauses = Clauses(social=True, environmental=True)
    notice = LotNotice(
        number=1, title="Lot 1", months=6, clauses=clauses, advance="0.3", insertion_hours=500, price_revision=True
    )
    tender = Tender.draft(uuid4(), Terms(**TERMS), (notice,), by=BUYER, now=NOW)
    tender.publish(IN_TIME, by=BUYER, now=NOW, limit=None)
    tender.close(IN_TIME)
    tender.award_lot(1, bids=1, award=an_award(), by=BUYER)
    signature = Signature(lot=1, reference="2026-1", signed_on=AWARDED, price_form=PriceForm.UNIT, ccag=Ccag.WORKS)
    state = signature.of(tender, by=BUYER, today=TODAY, standstill=None).state
    assert (state.clauses, state.insertion_hours, state.price_revision) == (clauses, 500, True)
    assert (state.advance, state.advance_guarantee, state.months) == (Decimal("0.3"), False, 6)
    assert (state.price_form, state.ccag) == (PriceForm.UNIT, Ccag.WORKS)


def test_a_contract_says_where_it_is_performed_whence_its_products_come_and_how_it_was_notified() -> None:
    signature = Signature(lot=1, reference="2026-1", signed_on=AWARDED, origin_france="0.4", origin_european="0.9")
    contract = signature.of(an_awarded_tender(), by=BUYER, today=TODAY, standstill=None)
    contract.notify(AWARDED + timedelta(days=11), by=BUYER, today=TODAY, electronic=True)
    told = [told.fact.contract for told in contract.hand_over() if isinstance(told.fact, ContractNotified)]
    assert [(one.places, one.electronic) for one in told] == [(("FRH03",), True)]
    assert [(str(one.origin_france), str(one.origin_european)) for one in told] == [("0.4", "0.9")]


def test_the_places_of_a_lot_go_before_those_of_its_tender() -> None:
    notice = LotNotice(number=1, title="Lot 1", places=("FRH01",))
    tender = Tender.draft(uuid4(), Terms(**TERMS), (notice,), by=BUYER, now=NOW)
    tender.publish(IN_TIME, by=BUYER, now=NOW, limit=None)
    tender.close(IN_TIME)
    tender.award_lot(1, bids=1, award=an_award(), by=BUYER)
    assert sign(tender).state.places == ("FRH01",)


def test_a_contract_ends_so_many_months_after_its_notification() -> None:
    contract = sign(an_awarded_tender())
    assert (contract.ends_on, contract.due_at) == (None, None)
    contract.notify(AWARDED + timedelta(days=11), by=BUYER, today=TODAY)
    last = date(2027, 4, 22)
    assert (contract.ends_on, contract.state.ends_on) == (last, last)
    assert contract.due_at == start_of(last + timedelta(days=1))
    contract.expire(start_of(last + timedelta(days=5)))
    assert (contract.status, contract.state.ended_on, contract.due_at) == (ContractStatus.ENDED, last, None)


def test_a_contract_does_not_expire_before_its_last_day_is_over() -> None:
    contract = sign(an_awarded_tender())
    contract.notify(TODAY, by=BUYER, today=TODAY)
    assert contract.due_at is not None
    with pytest.raises(EndAhead):
        contract.expire(contract.due_at - timedelta(seconds=1))


def test_a_contract_of_the_past_is_not_ended_by_the_clock_where_its_register_names_no_last_day() -> None:
    contract = Contract.recorded(a_state(months=12))
    assert (contract.ends_on, contract.due_at) == (date(2020, 1, 30), None)


def test_a_register_that_does_not_know_of_the_end_does_not_undo_it() -> None:
    said = a_state(ends_on=date(2020, 1, 30))
    contract = Contract.recorded(said)
    contract.expire(start_of(date(2020, 1, 31)))
    contract.hand_over()
    assert not contract.record(said, "Registre relu")
    assert (contract.status, contract.state.ended_on) == (ContractStatus.ENDED, date(2020, 1, 30))


def test_the_estimate_of_a_whole_tender_is_not_that_of_one_of_its_lots() -> None:
    assert sign(an_awarded_tender(2)).state.planned is None


def test_the_standstill_is_eleven_days() -> None:
    with pytest.raises(StandstillRunning) as refused:
        sign(an_awarded_tender(), days=10)
    assert refused.value.facts["article"] == "CCP R2182-1"
    assert refused.value.facts["earliest"] == (AWARDED + timedelta(days=11)).isoformat()


def test_an_adapted_procedure_has_no_standstill() -> None:
    assert sign(an_awarded_tender(), days=0, standstill=None).status is ContractStatus.SIGNED


def test_a_contract_is_not_signed_before_its_award() -> None:
    with pytest.raises(StandstillRunning):
        sign(an_awarded_tender(), days=-1, standstill=None)


def test_a_lot_without_winner_is_not_signed() -> None:
    with pytest.raises(LotNotAwarded):
        sign(a_closed_tender())


def test_a_lot_of_a_cancelled_tender_is_not_signed() -> None:
    tender = a_closed_tender(2)
    tender.award_lot(1, bids=1, award=an_award(), by=BUYER)
    tender.cancel("Sans suite", by=BUYER, now=IN_TIME)
    with pytest.raises(LotNotAwarded):
        sign(tender)


def test_a_signature_to_come_is_refused() -> None:
    with pytest.raises(DateInTheFuture):
        sign(an_awarded_tender(), days=61)


def test_another_buyer_does_not_sign() -> None:
    signature = Signature(lot=1, reference="1", signed_on=TODAY)
    with pytest.raises(NotTheBuyer):
        signature.of(an_awarded_tender(), by=Buyer(OTHER_BUYER), today=TODAY, standstill=None)


def test_a_notification_tells_the_whole_contract() -> None:
    contract = sign(an_awarded_tender())
    contract.notify(TODAY, by=BUYER, today=TODAY)
    told = contract.hand_over()[-1]
    assert isinstance(told.fact, ContractNotified)
    assert told.fact.contract == contract.state
    assert contract.state.notified_on == TODAY
    assert (told.version, told.at) == (2, start_of(TODAY))


def test_a_contract_is_notified_once() -> None:
    contract = sign(an_awarded_tender())
    contract.notify(TODAY, by=BUYER, today=TODAY)
    with pytest.raises(AlreadyNotified):
        contract.notify(TODAY, by=BUYER, today=TODAY)


def test_a_contract_is_not_notified_before_its_signature() -> None:
    with pytest.raises(NotifiedBeforeSignature):
        sign(an_awarded_tender()).notify(AWARDED, by=BUYER, today=TODAY)


def test_a_notification_to_come_is_refused() -> None:
    with pytest.raises(DateInTheFuture):
        sign(an_awarded_tender()).notify(TODAY + timedelta(days=1), by=BUYER, today=TODAY)


def test_a_recorded_contract_is_its_own_procedure_and_keeps_its_dates() -> None:
    contract = Contract.recorded(a_state())
    [told] = contract.hand_over()
    assert isinstance(told.fact, ContractNotified)
    assert told.fact.procedure_id == contract.id == contract_id(REGION, "2019-90001")
    assert told.at == start_of(date(2019, 1, 30))


def test_a_contract_of_no_known_date_is_recorded_without_one() -> None:
    [told] = Contract.recorded(a_state(notified_on=None)).hand_over()
    assert told.at is None


def test_recording_the_same_again_tells_nothing() -> None:
    contract = Contract.recorded(a_state())
    contract.hand_over()
    assert not contract.record(a_state(), "Registre relu")
    assert contract.hand_over() == []


def test_recording_something_else_corrects_the_whole() -> None:
    contract = Contract.recorded(a_state())
    contract.hand_over()
    assert contract.record(a_state(current=euros(10)), "Registre relu")
    [told] = contract.hand_over()
    assert isinstance(told.fact, DataCorrected)
    assert (told.fact.reason, told.fact.contract.current, told.version) == ("Registre relu", euros(10), 2)


def test_a_register_notifies_a_contract_that_was_only_signed() -> None:
    contract = sign(an_awarded_tender())
    contract.hand_over()
    contract.record(contract.state, "Registre relu")
    [told] = contract.hand_over()
    assert isinstance(told.fact, ContractNotified)
    assert told.key != str(contract.id)


def test_an_earlier_day_in_paris_is_not_that_of_utc() -> None:
    assert day_of(start_of(NOW.date())) == NOW.date()
