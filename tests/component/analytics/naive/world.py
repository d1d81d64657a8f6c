"""Everything that a figure may look at: rows of each kind, in view of what was known and true."""

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import Any

from contracts.envelope import Envelope
from tests.component.analytics.naive.acts import Acts
from tests.component.analytics.naive.bids import Debuts, bid_rows, bidder_rows
from tests.component.analytics.naive.contracts import Contracts
from tests.component.analytics.naive.firsts import Firsts
from tests.component.analytics.naive.flags import flag_rows
from tests.component.analytics.naive.holdings import holding_rows
from tests.component.analytics.naive.ledger import Json, Ledger
from tests.component.analytics.naive.lots import lot_rows
from tests.component.analytics.naive.performance import Performance, question_rows
from tests.component.analytics.naive.plans import plan_rows
from tests.component.analytics.naive.suppliers import Registry
from tests.component.analytics.naive.tenders import Tenders
from tests.component.analytics.naive.trust import Trust


class World:
    """The rows that follow from some facts, on a day."""

    def __init__(self, facts: Sequence[Envelope], today: date, known_on: date | None, as_of: date | None) -> None:
        self.today = as_of or today
        ledger = Ledger(facts, known_on, as_of)
        acts, tenders = Acts(ledger), Tenders(ledger)
        contracts = Contracts(ledger, Registry(ledger), acts, tenders).rows
        lots = lot_rows(tenders)
        bids = bid_rows(tenders, lots)
        done = Performance(acts, contracts)
        self.rows: dict[str, list[Json]] = {
            "contract": contracts,
            "holding": holding_rows(contracts),
            "tender": tenders.rows,
            "lot": lots,
            "bid": bids,
            "bidder": bidder_rows(tenders, bids),
            "plan": plan_rows(ledger),
            "question": question_rows(tenders),
            "payment": done.payments(),
            "invoice": done.bills(),
            "report": done.reports(),
            "food": done.foods(),
            "flag": flag_rows(ledger, tenders),
        }

    @cached_property
    def firsts(self) -> Firsts:
        return Firsts(self.rows["contract"])

    @cached_property
    def debuts(self) -> Debuts:
        return Debuts(self.rows["bidder"])

    @cached_property
    def trust(self) -> Trust:
        return Trust(self.rows["contract"])

    def __getitem__(self, grain: str) -> Any:
        return self.rows[grain]
