"""All that is public of one company as a holder of contracts, and as a bidder."""

from chassis.errors import NotFound
from services.analytics.persistence.exploring.columnar import Columnar
from services.analytics.persistence.exploring.documents import Members, listed, money, of, share, single


class CompanyUnknown(NotFound):
    """No contract that counts is held by this company, and it made no bid that was opened."""


MOST = 100
"""Rows of a list on the page; the rest is in the list of contracts."""
_HELD = "FROM holding WHERE company = $company AND NOT subsequent"
_WHOLE = of(
    name="arg_max(CASE WHEN natural_person THEN NULL ELSE name END, day)",
    natural_person="bool_or(natural_person)",
    size="arg_max(size, day)",
    place="arg_max(place, day)",
    territory="arg_max(territory, day)",
    contracts="count(DISTINCT contract_id)",
    as_lead="count(DISTINCT contract_id) FILTER (is_lead)",
    in_groups="count(DISTINCT contract_id) FILTER (portion < 1)",
    value=money("sum(initial)"),
    with_value="count(initial)",
    buyers="count(DISTINCT buyer)",
    first_on="min(day)",
    latest_on="max(day)",
    establishments="count(DISTINCT identifier)",
)
_YEARS = f"""
    SELECT {of(year="year", contracts="contracts", value=money("value"), buyers="buyers", first_with_buyer="firsts")}
    FROM (
        SELECT year(day) AS year, count(DISTINCT contract_id) AS contracts, sum(initial) AS value,
            count(DISTINCT buyer) AS buyers, count(*) FILTER (previous IS NULL) AS firsts
        {_HELD} GROUP BY 1
    ) ORDER BY year NULLS LAST
"""
_BUYERS = f"""
    WITH own AS (
        SELECT buyer, count(DISTINCT contract_id) AS contracts, sum(initial) AS value, min(day) AS first_on,
            max(day) AS latest_on
        {_HELD} GROUP BY buyer
    ),
    whole AS (
        SELECT buyer, count(*) AS contracts, sum(initial) AS value FROM contract
        WHERE NOT subsequent AND buyer IN (SELECT buyer FROM own) GROUP BY buyer
    )
    SELECT {
    of(
        buyer="buyer",
        contracts="own.contracts",
        value=money("own.value"),
        first_on="first_on",
        latest_on="latest_on",
        share_of_contracts=share("own.contracts", "whole.contracts"),
        share_of_value=share("own.value", "whole.value"),
    )
} FROM own JOIN whole USING (buyer) ORDER BY own.value DESC NULLS LAST, buyer LIMIT {MOST}
"""
_BIDS = of(
    tenders="count(DISTINCT tender_id)",
    won="count(DISTINCT tender_id) FILTER (won)",
    rate=share("count(DISTINCT tender_id) FILTER (won)", "count(DISTINCT tender_id)"),
    first_on="min(day)",
    latest_on="max(day)",
)
_REPEATED = f"""
    SELECT {of(buyer="buyer", tenders="tenders", won="won", rate=share("won", "tenders"))} FROM (
        SELECT buyer, count(DISTINCT tender_id) AS tenders, count(DISTINCT tender_id) FILTER (won) AS won
        FROM bidder WHERE company = $company GROUP BY buyer HAVING count(DISTINCT tender_id) > 1
    ) ORDER BY tenders DESC, buyer LIMIT {MOST}
"""


async def company_page(columnar: Columnar, company: str) -> Members:
    """The parts of the page; raises `CompanyUnknown`. Subsequent contracts are left out, as they are of figures."""
    values = {"company": company}
    if not (await columnar.rows(_KNOWN, values))[0][0]:
        raise CompanyUnknown(company=company)
    return {
        "held": await single(columnar, f"SELECT {_WHOLE} {_HELD}", values) or "null",
        "years": await listed(columnar, _YEARS, values),
        "buyers": await listed(columnar, _BUYERS, values),
        "bids": await single(columnar, f"SELECT {_BIDS} FROM bidder WHERE company = $company", values) or "null",
        "bids_by_buyer": await listed(columnar, _REPEATED, values),
    }


_KNOWN = f"""
    SELECT EXISTS (SELECT 1 {_HELD}) OR EXISTS (SELECT 1 FROM bidder WHERE company = $company)
"""
