"""The holders of counted contracts, each with its part of every value in whole cents."""

from tests.component.analytics.naive.holders import Holder
from tests.component.analytics.naive.ledger import Json
from tests.component.analytics.naive.money import cents
from tests.component.analytics.naive.tenders import dimensions

BASES = ("planned", "initial", "current", "paid")


def holding_rows(contracts: list[Json]) -> list[Json]:
    return [_holding(row, holder, number) for row in contracts for number, holder in enumerate(row["holders"])]


def _holding(contract: Json, holder: Holder, number: int) -> Json:
    parts = {name: contract[name] and cents(contract[name] * holder.portion) for name in BASES}
    return {
        **dimensions(contract),
        **parts,
        "grain": "holding",
        "contract": contract,
        "contract_id": contract["contract_id"],
        "ordinal": number,
        "day": contract["day"],
        "place": holder.where.department,
        "commune": holder.where.commune,
        "size": holder.size,
        "territory": holder.where.territory,
        "identifier": holder.identifier,
        "company": holder.company,
        "social_economy": holder.social_economy,
        "inclusive": holder.inclusive,
        "natural_person": holder.natural_person,
        "payment_days": holder.payment_days,
    }
