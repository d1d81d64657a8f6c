"""First-time awardees: whether any member had a contract of the same scope in the months before."""

from collections import defaultdict
from datetime import date

from tests.component.analytics.naive.durations import months_after
from tests.component.analytics.naive.ledger import Json


class Firsts:
    """Days on which each company entered a contract that was bought for a principal, or by a buyer."""

    def __init__(self, contracts: list[Json]) -> None:
        self.days: dict[tuple[str, str, str], set[date]] = defaultdict(set)
        for row in contracts:
            for company in row["companies"] if row["day"] else ():
                self.days["with-mandataries", row["principal"], company].add(row["day"])
                self.days["own", row["buyer"], company].add(row["day"])

    def first_time(self, row: Json, scope: str, window: str, variant: str) -> bool | None:
        """None where no day or no company is known."""
        companies = row["companies"] if variant == "any" else {row["lead"].company} - {None}
        if not row["day"] or not companies:
            return None
        whose = row["principal"] if scope == "with-mandataries" else row["buyer"]
        opening = date.min if window == "all" else months_after(row["day"], -int(window))
        return not any(opening <= day < row["day"] for company in companies for day in self.days[scope, whose, company])
