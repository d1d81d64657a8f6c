"""All that is public of one contract, at one position of the facts."""

from uuid import UUID

from chassis.errors import NotFound
from services.analytics.domain.column import COLUMNS
from services.analytics.persistence.exploring.columnar import Columnar
from services.analytics.persistence.exploring.documents import Members, listed, money, of, single
from services.analytics.persistence.exploring.lines import as_json
from services.analytics.persistence.exploring.table import cells


class ContractNotObserved(NotFound):
    """The observatory counts no such contract: it was never notified, or nobody told of it."""


_LATEST = f"SELECT {as_json(cells(tuple(COLUMNS.values())))} FROM contract WHERE contract_id = $id"
_HOLDER = of(
    identifier="identifier",
    company="company",
    name="CASE WHEN natural_person THEN NULL ELSE name END",
    natural_person="natural_person",
    role="role",
    is_lead="is_lead",
    portion="CAST(portion AS VARCHAR)",
    initial=money("initial"),
    size="size",
    place="place",
    commune="commune",
    territory="territory",
    social_economy="social_economy",
    inclusive="inclusive",
    payment_days="CAST(payment_days AS VARCHAR)",
    previous_on="previous",
)
_HOLDERS = f"SELECT {_HOLDER} FROM holding WHERE contract_id = $id ORDER BY ordinal"
_ACT = of(
    act_id="act_id",
    kind="kind",
    day='"on"',
    value=money("value"),
    company="company",
    rate="CAST(rate AS VARCHAR)",
    invoice="invoice",
    delay_days="delay_days",
    late="late",
    insertion_hours_achieved="insertion_hours_achieved",
    sustainable=money("sustainable"),
    organic=money("organic"),
    score="CAST(score AS VARCHAR)",
)
_ACTS = f"""
    SELECT {_ACT} FROM (
        SELECT * FROM told.act_version WHERE contract_id = $id
        QUALIFY row_number() OVER (PARTITION BY act_id ORDER BY version DESC) = 1
    ) ORDER BY "on", act_id LIMIT 1000
"""
_QUALITY = f"""
    SELECT {
    of(
        grade="grade",
        filled="filled",
        lacking="lacking",
        anomalies='''list_filter([
            {'value': 'initial', 'rule': aside_initial}, {'value': 'planned', 'rule': aside_planned},
            {'value': 'current', 'rule': aside_current}, {'value': 'paid', 'rule': aside_paid}
        ], lambda one: one.rule IS NOT NULL)''',
    )
} FROM contract WHERE contract_id = $id
"""

_LINKS = f"""
    SELECT {
    of(
        contract="'/contracts/' || contract_id",
        tender="CASE WHEN tender_published IS NOT NULL THEN '/tenders/' || procedure_id END",
        buyer="'/observatory/buyers/' || buyer",
        supplier="CASE WHEN company IS NOT NULL THEN '/observatory/suppliers/' || url_encode(company) END",
        framework="CASE WHEN framework IS NOT NULL THEN '/observatory/contracts/' || framework END",
    )
} FROM contract WHERE contract_id = $id
"""


async def links_of(columnar: Columnar, contract_id: UUID) -> str:
    """Where more is said: the contract and its tender in the marketplace, buyer, supplier and framework here."""
    return await single(columnar, _LINKS, {"id": contract_id}) or "{}"


async def tender_of(columnar: Columnar, contract_id: UUID) -> UUID:
    """The procedure that a contract came of."""
    found = await columnar.rows("SELECT procedure_id FROM contract WHERE contract_id = $id", {"id": contract_id})
    tender: UUID = found[0][0]
    return tender


async def contract_page(columnar: Columnar, contract_id: UUID) -> Members:
    """The parts of the page; raises `ContractNotObserved`."""
    values = {"id": contract_id}
    latest = await single(columnar, _LATEST, values)
    quality = await single(columnar, _QUALITY, values)
    if latest is None or quality is None:
        raise ContractNotObserved
    return {
        "contract": latest,
        "holders": await listed(columnar, _HOLDERS, values),
        "acts": await listed(columnar, _ACTS, values),
        "quality": quality,
    }
