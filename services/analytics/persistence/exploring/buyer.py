"""All that is public of one buyer: how much, how, from whom, and how concentrated that is."""

from chassis.errors import NotFound
from services.analytics.persistence.exploring.columnar import Columnar
from services.analytics.persistence.exploring.company import MOST
from services.analytics.persistence.exploring.documents import Members, listed, money, of, share, single


class BuyerUnknown(NotFound):
    """No contract that counts is of this buyer."""


_OF = "FROM contract WHERE {scope} = $buyer AND NOT subsequent AND ($first IS NULL OR day BETWEEN $first AND $last)"
_HELD = "FROM holding WHERE {scope} = $buyer AND NOT subsequent AND ($first IS NULL OR day BETWEEN $first AND $last)"
_WHOLE = of(
    contracts="count(*)",
    value=money("sum(initial)"),
    with_value="count(initial)",
    current=money("sum(current)"),
    paid=money("sum(paid)"),
    procedures="count(DISTINCT procedure_id)",
    first_on="min(day)",
    latest_on="max(day)",
)
_PARTS = """
    SELECT {document} FROM (
        SELECT {key} AS value_of, count(*) AS contracts, sum(initial) AS value {held} GROUP BY 1
    ) ORDER BY contracts DESC, value_of NULLS LAST LIMIT {most}
"""
_PART = of(of="value_of", contracts="contracts", value=money("value"))
_YEARS = """
    SELECT {document} FROM (
        SELECT year(day) AS year, count(*) AS contracts, sum(initial) AS value, sum(current) AS current,
            sum(paid) AS paid
        FROM contract WHERE {scope} = $buyer AND NOT subsequent GROUP BY 1
    ) ORDER BY year NULLS LAST
"""
_YEAR = of(year="year", contracts="contracts", value=money("value"), current=money("current"), paid=money("paid"))
_HOLDERS = """
    WITH part AS (
        SELECT company, arg_max(CASE WHEN natural_person THEN NULL ELSE name END, day) AS name,
            count(DISTINCT contract_id) AS contracts, sum(initial) AS value
        {held} AND company IS NOT NULL GROUP BY company
    )
    SELECT {document} FROM part ORDER BY value DESC NULLS LAST, company LIMIT {most}
"""
_HOLDER = of(
    company="company",
    name="name",
    contracts="contracts",
    value=money("value"),
    share=share("value", "sum(value) OVER ()"),
)
_CONCENTRATION = """
    WITH part AS (
        SELECT company, sum(initial) AS value {held} AND company IS NOT NULL AND initial > 0 GROUP BY company
    ),
    shares AS (
        SELECT value, CAST(value AS DOUBLE) / (SELECT sum(value) FROM part) AS share,
            row_number() OVER (ORDER BY value DESC, company) AS place
        FROM part
    )
    SELECT {document} FROM shares
"""
_CONCENTRATED = of(
    companies="count(*)",
    herfindahl="CAST(round(10000 * sum(share * share ORDER BY place)) AS BIGINT)",
    top_ten=share("sum(value) FILTER (place <= 10)", "sum(value)"),
)


async def buyer_page(columnar: Columnar, buyer: str, scope: str, first: object, last: object) -> Members:
    """The parts of the page over the days from `first` to `last`, all of them where None; raises `BuyerUnknown`.

    `scope` is the column that says whose contracts they are: `principal` with those of mandataries, else `buyer`.
    """
    whole, values = {"buyer": buyer}, {"buyer": buyer, "first": first, "last": last}
    if not (await columnar.rows(f"SELECT EXISTS (SELECT 1 FROM contract WHERE {scope} = $buyer)", whole))[0][0]:
        raise BuyerUnknown(buyer=buyer)
    of_buyer, held = _OF.format(scope=scope), _HELD.format(scope=scope)
    parts = {
        name: await listed(columnar, _PARTS.format(document=_PART, key=key, held=of_buyer, most=MOST), values)
        for name, key in {"procedures": "procedure", "natures": "nature", "departments": "department"}.items()
    }
    return {
        "volume": await single(columnar, f"SELECT {_WHOLE} {of_buyer}", values) or "null",
        "years": await listed(columnar, _YEARS.format(document=_YEAR, scope=scope), whole),
        **parts,
        "holders": await listed(columnar, _HOLDERS.format(document=_HOLDER, held=held, most=MOST), values),
        "concentration": await single(columnar, _CONCENTRATION.format(document=_CONCENTRATED, held=held), values)
        or "null",
    }
