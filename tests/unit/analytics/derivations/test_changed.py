"""Which steps new rows lead to."""

from services.analytics.domain.grain import Grain
from services.analytics.persistence.columns.derivation import STEPS, changed, driver, sources


def test_a_contract_alone_changes_no_tender() -> None:
    steps = changed(frozenset({"contract_version", "holder_version"}))
    assert steps[:5] == ("counted", "holder", Grain.CONTRACT, Grain.HOLDING, "act")
    assert not {Grain.TENDER, Grain.LOT, Grain.BID, Grain.PLAN, Grain.FLAG} & set(steps)


def test_what_a_changed_step_is_made_through_is_made_too() -> None:
    assert changed(frozenset({"act_version"}))[:3] == ("counted", "holder", Grain.CONTRACT)
    assert changed(frozenset({"plan_version"}))[0] == Grain.TENDER
    assert changed(frozenset()) == ()


def test_each_step_needs_rows_of_a_table_that_it_reads_itself_or_through_others() -> None:
    read: dict[str, frozenset[str]] = {}
    for step in STEPS:
        read[step] = sources(step).union(*(read[one] for one in sources(step) if one in read))
        assert step is Grain.FACT or driver(step) in read[step]
