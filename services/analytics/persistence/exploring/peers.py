"""Who a buyer may be compared with."""

from services.analytics.domain.buyer_kind import PREFIXES, buyer_kind
from services.analytics.domain.slice import Slice
from services.analytics.persistence.exploring.columnar import Columnar
from services.analytics.persistence.querying.condition import held, owner

MOST_PEERS = 50
"""Peers that a comparison looks at: those nearest to the buyer in number of contracts."""
_KIND = " ".join(f"WHEN starts_with(one, '{prefix}') THEN '{kind}'" for prefix, kind in PREFIXES.items())


async def peers_of(columnar: Columnar, buyer: str, asked: Slice) -> tuple[str, ...]:
    """The buyers of the same kind that bought about as much in a slice."""
    condition, whose = held(asked), owner(asked.scope)
    query = f"""
        WITH bought AS (SELECT {whose} AS one, count(*) AS contracts FROM contract WHERE {condition.sql} GROUP BY one)
        SELECT one FROM bought
        WHERE one <> $peer_of AND CASE {_KIND} ELSE 'other' END = $kind
        ORDER BY abs(contracts - coalesce((SELECT contracts FROM bought WHERE one = $peer_of), 0)), one
        LIMIT {MOST_PEERS}
    """
    values = {**condition.values, "peer_of": buyer, "kind": buyer_kind(buyer).value}
    return tuple(row[0] for row in await columnar.rows(query, values))
