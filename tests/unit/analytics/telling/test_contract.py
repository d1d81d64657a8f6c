from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from contracts.procedures import (
    ContractEnded,
    ContractFact,
    ContractModified,
    ContractNotified,
    ContractSigned,
    ContractTerminated,
    DataCorrected,
    Modification,
    Termination,
)
from contracts.vocabulary import Clauses, Identifier, Place, Role, Scheme, euros
from services.analytics.domain.telling import tell
from tests.unit.analytics.telling.facts import (
    BUYER,
    CONTRACT,
    KEY,
    NOW,
    OTHER,
    PRINCIPAL,
    SIRET,
    a_holder,
    a_state,
    enveloped,
    of_contract,
    told,
)

SIGNED, NOTIFIED, LATER = date(2026, 1, 5), date(2026, 1, 20), date(2026, 2, 1)
STATE = a_state(signed_on=SIGNED, notified_on=NOTIFIED)
MODIFICATION = Modification(number=1, ground="minor", reason="Plus de livres", decided_on=LATER)
TERMINATION = Termination(ground="fault", reason="Faute", terminated_on=LATER)


def version_of(fact: ContractFact) -> dict[str, Any]:
    return dict(told(fact)[0][1])


def holders_of(fact: ContractFact) -> list[dict[str, Any]]:
    return [dict(row) for name, row in told(fact) if name == "holder_version"]


@pytest.mark.parametrize(
    ("fact", "kind", "valid_on"),
    [
        (of_contract(ContractSigned, STATE), "signed", SIGNED),
        (of_contract(ContractNotified, STATE), "notified", NOTIFIED),
        (of_contract(ContractNotified, a_state()), "notified", None),
        (of_contract(ContractModified, STATE, modification=MODIFICATION), "modified", LATER),
        (of_contract(ContractEnded, STATE, ended_on=LATER), "ended", LATER),
        (of_contract(ContractTerminated, STATE, termination=TERMINATION), "terminated", LATER),
        (of_contract(DataCorrected, STATE, reason="Erreur"), "corrected", None),
    ],
)
def test_a_version_is_true_since_the_day_of_what_led_to_it(
    fact: ContractFact, kind: str, valid_on: date | None
) -> None:
    row = version_of(fact)
    assert (row["kind"], row["valid_on"]) == (kind, valid_on and valid_on.isoformat())
    assert (row["contract_id"], row["version"], row["lot"]) == (str(CONTRACT), 3, 2)
    assert (row["key"], row["recorded_at"]) == (str(KEY), NOW)
    assert {holder["valid_on"] for holder in holders_of(fact)} == {row["valid_on"]}


def test_only_a_modification_has_its_ground() -> None:
    assert version_of(of_contract(ContractModified, STATE, modification=MODIFICATION))["modification_ground"] == "minor"
    assert version_of(of_contract(ContractNotified, STATE))["modification_ground"] is None


def test_a_contract_is_for_its_buyer_unless_a_mandatary_bought() -> None:
    own = version_of(of_contract(ContractNotified, a_state()))
    other = version_of(of_contract(ContractNotified, a_state(on_behalf_of=PRINCIPAL)))
    assert (own["buyer"], own["principal"]) == (BUYER, BUYER)
    assert (other["buyer"], other["principal"]) == (BUYER, PRINCIPAL)


def test_values_are_amounts_and_what_nobody_said_is_null() -> None:
    row = version_of(of_contract(ContractNotified, a_state(initial=euros("12.5"), procedure="open")))
    assert (row["initial"], row["planned"], row["competed"]) == ("12.50", None, True)
    silent = version_of(of_contract(ContractNotified, a_state()))
    assert [silent.get(name) for name in ("procedure", "competed", "social", "reserved")] == [None] * 4


def test_clauses_that_are_told_are_there_or_not() -> None:
    row = version_of(of_contract(ContractNotified, a_state(clauses=Clauses(social=True, reserved="disability"))))
    assert (row["social"], row["environmental"], row["reserved"]) == (True, False, "disability")


def test_a_group_is_led_by_its_lead_and_shares_by_what_it_declared() -> None:
    group = (a_holder(role=Role.MEMBER, share="0.2"), a_holder(OTHER, role=Role.LEAD, share="0.6"))
    rows = holders_of(of_contract(ContractNotified, a_state(holders=group)))
    assert [(row["ordinal"], row["is_lead"], row["portion"]) for row in rows] == [
        (0, False, Decimal("0.25")),
        (1, True, Decimal("0.75")),
    ]
    assert {row["version"] for row in rows} == {3}


@pytest.mark.parametrize(
    ("holder", "identifier", "company", "department", "country"),
    [
        (a_holder(), f"SIRET:{SIRET}", SIRET[:9], "35", "FR"),
        (a_holder(None, place=None), None, None, None, None),
        (a_holder(place=Place(country="BE")), f"SIRET:{SIRET}", SIRET[:9], None, "BE"),
        (a_holder(place=Place()), f"SIRET:{SIRET}", SIRET[:9], None, None),
    ],
)
def test_a_holder_is_a_company_somewhere_as_far_as_the_contract_says(
    holder: Any, identifier: str | None, company: str | None, department: str | None, country: str | None
) -> None:
    [row] = holders_of(of_contract(ContractNotified, a_state(holders=(holder,))))
    assert (row["identifier"], row["company"]) == (identifier, company)
    assert (row["department"], row["country"]) == (department, country)


def test_a_holder_waited_for_its_payments_as_long_as_a_register_states() -> None:
    waited = a_holder().model_copy(update={"payment_days": Decimal("19.53571")})
    rows = holders_of(of_contract(ContractNotified, a_state(holders=(waited, a_holder(OTHER)))))
    assert [row["payment_days"] for row in rows] == ["19.53571", None]


def test_a_company_without_siren_is_its_identifier() -> None:
    foreign = a_holder(None).model_copy(update={"identifier": Identifier(scheme=Scheme.TVA, id="BE0428759497")})
    [row] = holders_of(of_contract(ContractNotified, a_state(holders=(foreign,))))
    assert row["company"] == row["identifier"] == "TVA:BE0428759497"


def test_what_a_later_writer_tells_is_kept_and_what_an_earlier_one_did_not_know_is_null() -> None:
    state = {"buyer": BUYER, "reference": "1", "title": "Livres", "holders": [{"name": "Ti"}], "guarantee": "5 %"}
    data = {"contract_id": str(CONTRACT), "procedure_id": str(KEY), "contract": state}
    (_, version), (_, holder) = tell(ContractNotified, enveloped(ContractNotified, data))
    assert version["state"] == state
    assert (version["technique"], version["notified_on"], version["places"]) == ("simple", None, [])
    assert (holder["role"], holder["natural_person"], holder["is_lead"]) == ("sole", False, True)
