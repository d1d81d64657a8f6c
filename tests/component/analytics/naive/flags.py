"""Red flags that stand, each on the day that puts it into a period."""

from datetime import date

from tests.component.analytics.naive.ledger import Json, Ledger, Said, day_of
from tests.component.analytics.naive.tenders import DIMENSIONS, Tenders, dimensions


def flag_rows(ledger: Ledger, tenders: Tenders) -> list[Json]:
    """One for each flag whose last fact raised it."""
    published = {row["tender_id"]: row for row in tenders.rows}
    last = ledger.last("RedFlagRaised", "RedFlagCleared").values()
    return [_row(said, tenders, published) for said in last if said.kind == "RedFlagRaised"]


def _row(said: Said, tenders: Tenders, published: dict[str, Json]) -> Json:
    flag, nothing = said.data, dict.fromkeys(DIMENSIONS) | {"subsequent": False}
    tender = published.get(flag["tender_id"])
    whose = dimensions(tender) if tender else nothing | {"principal": flag["buyer"]}
    opened = [day_of(one.data["opened_at"]) for one in tenders.openings(flag["tender_id"])]
    return {
        **whose,
        "grain": "flag",
        "buyer": flag["buyer"],
        "department": flag["department"],
        "day": max(opened, default=tender["day"] if tender else date(flag["year"], 12, 31)),
        "rule": flag["rule"],
        "tender_id": flag["tender_id"],
    }
