"""What people open beside figures, from facts to answers."""

import csv
import io
from datetime import date
from typing import Any

import httpx
import openpyxl
import orjson
import pytest

from chassis.auth import HEADER, Principal, sign
from contracts.vocabulary import Identifier
from tests.component.analytics.observing import Observatory
from tests.component.analytics.telling import (
    COMPANIES,
    NANTES,
    REGION,
    a_contract,
    a_holder,
    contract_id,
    corrected,
    money,
    notified,
)

OBSERVED = "/observatory"
ANNA = {"natural_person": True, "name": "Anna Le Goff"}


async def get(observatory: Observatory, path: str, status: int = 200, **question: Any) -> httpx.Response:
    answer = await observatory.http.get(f"{OBSERVED}{path}", params=question or None)
    assert answer.status_code == status, answer.text
    return answer


async def some(observatory: Observatory) -> None:
    """Four contracts of two years."""
    for number, title in enumerate(("École en béton", "Café", "Béton armé", "Route")):
        day = date(2019 + number % 2, 3, 1 + number)
        state = a_contract(str(number), title=title, notified_on=day, initial=money(1000 * number or 1), cpv="45233140")
        await observatory.tell(notified(state))


async def test_contracts_are_found_by_words_and_filters_with_the_columns_chosen(observatory: Observatory) -> None:
    await some(observatory)
    answer = (await get(observatory, "/contracts", q="beton", columns="reference,initial", sort="reference")).json()
    assert answer["items"] == [{"reference": "0", "initial": "1.00"}, {"reference": "2", "initial": "2000.00"}]
    narrowed = (await get(observatory, "/contracts", period="2020", facet="year", total=True)).json()
    assert (narrowed["total"], narrowed["facets"]) == (2, {"year": [{"value": "2020", "contracts": 2}]})


async def test_links_lead_through_all_pages_and_back(observatory: Observatory) -> None:
    await some(observatory)
    first = (await get(observatory, "/contracts", limit=3, q="e", columns="reference")).json()
    last = (await observatory.http.get(first["next"])).json()
    assert [one["reference"] for one in (*first["items"], *last["items"])] == ["3", "1", "2", "0"][
        : len(first["items"]) + 1
    ]
    assert (await observatory.http.get(last["prev"])).json()["items"] == first["items"]


@pytest.mark.parametrize(
    ("question", "status", "code"),
    [
        ("columns=price", 422, "column-unknown"),
        ("sort=lacking", 422, "sort-unknown"),
        ("colums=title", 422, "invalid-request"),
        ("grade=F", 422, "invalid-request"),
        ("facet=holder", 422, "invalid-request"),
        ("cursor=x", 400, "invalid-cursor"),
    ],
)
async def test_what_cannot_be_looked_for_is_refused(
    observatory: Observatory, question: str, status: int, code: str
) -> None:
    answer = await get(observatory, f"/contracts?{question}", status)
    assert answer.json()["code"] == code


async def test_a_contract_says_what_each_fact_changed(observatory: Observatory) -> None:
    await observatory.tell(notified(a_contract("1", initial=money(100), holders=(a_holder(**ANNA),))))
    await observatory.tell(corrected(a_contract("1", initial=money(90), holders=(a_holder(**ANNA),)), 2))
    answer = await get(observatory, f"/contracts/{contract_id('1')}")
    page = answer.json()
    assert (page["contract"]["initial"], page["contract"]["version"]) == ("90.00", 2)
    assert [one["kind"] for one in page["versions"]] == ["notified", "corrected"]
    assert [(one["field"], one["after"]["amount"]) for one in page["versions"][1]["changes"]] == [("initial", "90.00")]
    assert "Anna" not in answer.text
    known = {"If-None-Match": answer.headers["etag"]}
    again = await observatory.http.get(f"{OBSERVED}/contracts/{contract_id('1')}", headers=known)
    assert again.status_code == 304


async def test_a_company_and_a_buyer_are_shown_from_what_was_told(observatory: Observatory) -> None:
    await some(observatory)
    company = (await get(observatory, f"/suppliers/{COMPANIES[0][:9]}")).json()
    assert (company["held"]["contracts"], company["buyers"][0]["share_of_contracts"]) == (4, "100.00")
    buyer = (await get(observatory, f"/buyers/{REGION}", period="2020")).json()
    assert (buyer["volume"]["contracts"], [one["year"] for one in buyer["years"]]) == (2, [2019, 2020])
    assert (await get(observatory, "/suppliers/443061841", 404)).json()["code"] == "company-unknown"


@pytest.mark.parametrize("kind", ["csv", "xlsx", "ndjson", "parquet"])
async def test_a_file_is_exactly_what_the_list_shows(observatory: Observatory, kind: str) -> None:
    await some(observatory)
    answer = await get(
        observatory, f"/exports/contracts.{kind}", q="beton", columns="reference,title", sort="-reference"
    )
    assert answer.headers["prenan-position"].startswith("procurement.")
    assert f".{kind}" in answer.headers["content-disposition"]
    if kind == "csv":
        rows = [tuple(row) for row in csv.reader(io.StringIO(answer.text, newline=""))][1:]
    elif kind == "xlsx":
        rows = list(openpyxl.load_workbook(io.BytesIO(answer.content))["Rows 1"].iter_rows(values_only=True))[1:]
    elif kind == "ndjson":
        rows = [tuple(orjson.loads(line).values()) for line in answer.content.splitlines()[1:-1]]
    else:
        assert answer.content.startswith(b"PAR1")
        return
    assert rows == [("2", "Béton armé"), ("0", "École en béton")]


async def test_what_cannot_be_exported_is_refused_before_a_file_begins(observatory: Observatory) -> None:
    assert (await get(observatory, "/exports/contracts.csv?columns=x", 422)).json()["code"] == "column-unknown"
    await get(observatory, "/exports/contracts.pdf", 422)


async def test_quality_says_what_a_department_does_not_fill_and_what_that_prevents(observatory: Observatory) -> None:
    await observatory.tell(notified(a_contract("1", department="roads", initial=money(1), bids=None)))
    await observatory.tell(notified(a_contract("2", department="schools", bids=2)))
    said = (await get(observatory, "/quality")).json()
    assert [one["department"] for one in said["departments"]] == ["roads", "schools"]
    bids = {one["department"]: one["indicators"] for one in said["not_measurable"] if one["field"] == "bids"}
    assert "A12" in bids["roads"]
    assert "schools" not in bids
    rules = {one["rule"]: one["set_aside"] for one in said["anomalies"]}
    assert rules["at-most-1-eur"]["initial"] == 1


async def test_corrections_are_listed_with_what_they_changed(observatory: Observatory) -> None:
    for reference in ("1", "2"):
        await observatory.tell(notified(a_contract(reference, bids=3)))
        await observatory.tell(corrected(a_contract(reference, bids=4), 2))
    found, url = [], f"{OBSERVED}/quality/corrections?limit=1&buyer={REGION}"
    while url:
        page = (await observatory.http.get(url)).json()
        found, url = [*found, *page["items"]], page["next"]
    assert {one["reference"] for one in found} == {"1", "2"}
    assert [one["changes"] for one in found] == [[{"field": "bids", "before": 3, "after": 4}]] * 2


async def test_a_foreign_company_is_found_by_its_identifier(observatory: Observatory) -> None:
    holder = a_holder(identifier=Identifier(scheme="TVA", id="BE0428759497"))
    await observatory.tell(notified(a_contract("1", holders=(holder,))))
    listed = (await get(observatory, "/contracts", columns="company")).json()["items"]
    page = (await get(observatory, f"/suppliers/{listed[0]['company']}")).json()
    assert page["held"]["contracts"] == 1


async def test_a_contract_says_which_figures_count_it(observatory: Observatory) -> None:
    await observatory.tell(notified(a_contract("1", bids=1)))
    await observatory.tell(notified(a_contract("2", holders=(a_holder(place=None),), bids=2)))
    here, nowhere = [
        {
            one["indicator"]: (one["in_numerator"], one["in_denominator"])
            for one in (await get(observatory, f"/contracts/{contract_id(reference)}")).json()["indicators"]
        }
        for reference in ("1", "2")
    ]
    assert (here["V1"], here["A3"], here["A27"]) == ((True, True), (True, True), (False, True))
    assert ("A3" in nowhere, nowhere["A27"]) == (False, (False, True))


async def test_departments_and_years_are_compared_by_several_figures_at_once(observatory: Observatory) -> None:
    await some(observatory)
    await observatory.tell(notified(a_contract("5", department="roads", holders=(a_holder(place=NANTES),))))
    await observatory.tell(notified(a_contract("6", department="schools")))
    asked = {"indicator": ["V1", "A3"], "by": "department", "between": ["roads", "schools", "health"]}
    compared = (await get(observatory, "/comparisons", **asked)).json()
    assert [[figure["value"] for figure in one["figures"]] for one in compared["items"]] == [
        ["1", "1", None],
        ["0.00", "100.00", None],
    ]
    years = (await get(observatory, "/comparisons", indicator="V1", by="year", between=["2019", "2020"])).json()
    assert [figure["value"] for figure in years["items"][0]["figures"]] == ["4", "2"]


async def test_a_buyer_is_compared_with_those_of_its_kind_that_buy_about_as_much(observatory: Observatory) -> None:
    for number, buyer in enumerate(("21350238800019", "21350238800019", "21440109300015", "21290019500018", REGION)):
        await observatory.tell(notified(a_contract(str(number), buyer=buyer)))
    asked = {"indicator": "V1", "by": "buyer", "between": "21350238800019", "peers": True}
    compared = (await get(observatory, "/comparisons", **asked)).json()
    assert set(compared["peers"]) == {"21440109300015", "21290019500018"}
    assert compared["items"][0]["peers"]["peers"] == 2
    assert (compared["items"][0]["peers"]["median"], compared["items"][0]["peers"]["below"]) == ("1.00", 2)
    two = await get(observatory, "/comparisons", 422, indicator="V1", by="year", between=["2019"], peers=True)
    assert two.json()["code"] == "peers-of-one-buyer"


async def test_clauses_are_compared_over_a_slice(observatory: Observatory) -> None:
    for number in range(4):
        clauses = {"social": number % 2 == 0}
        await observatory.tell(notified(a_contract(str(number), bids=1 + number, clauses=clauses, cpv="45233140")))
    said = (await get(observatory, "/comparisons/clauses", period="2019")).json()
    social = next(one for one in said["bids"] if one["clause"] == "social")
    assert (social["with_clause"], social["without_clause"]) == (
        {"contracts": 2, "mean": "2.00"},
        {"contracts": 2, "mean": "3.00"},
    )
    assert (social["difference"], social["strata"][0]["is_small"]) == ("-1.00", True)


async def test_figures_are_saved_whole_and_by_groups(observatory: Observatory) -> None:
    await some(observatory)
    answer = await get(observatory, "/exports/figures.csv", indicator=["V1", "A3"], group_by="year")
    rows = list(csv.DictReader(io.StringIO(answer.text, newline="")))
    main = [(one["indicator"], one["year"], one["value"]) for one in rows if not one["part"]]
    assert main == [
        ("V1", "", "4"), ("V1", "2019", "2"), ("V1", "2020", "2"),
        ("A3", "", "100.00"), ("A3", "2019", "100.00"), ("A3", "2020", "100.00"),
    ]  # fmt: skip
    assert "A3: " in answer.headers["prenan-definition-version"]
    assert answer.headers["link"] == '</indicators>; rel="describedby"'


async def test_what_was_known_on_a_past_day_can_be_listed(observatory: Observatory) -> None:
    await observatory.tell(notified(a_contract("1")))
    assert len((await get(observatory, "/contracts", as_known_on="2026-01-06")).json()["items"]) == 1
    assert (await get(observatory, "/contracts", as_known_on="2026-01-04")).json()["items"] == []


async def test_red_flags_are_named_to_those_alone_who_may_see_them(observatory: Observatory) -> None:
    await observatory.tell(notified(a_contract("1")))
    path = f"{OBSERVED}/contracts/{contract_id('1')}"
    assert (await observatory.http.get(path)).json()["flags"] is None
    secret = "a secret of the tests, long enough to sign with"
    reader = {HEADER: sign(Principal("auditor", frozenset({"flags:read"})), secret)}
    seen = await observatory.http.get(path, headers=reader)
    assert (seen.json()["flags"], seen.headers["cache-control"]) == ([], "private, no-cache")


async def test_contracts_spread_over_bands_and_companies_within_what_is_asked(observatory: Observatory) -> None:
    await some(observatory)
    said = (await get(observatory, "/distributions", period="2020")).json()
    assert [(one["at_least"], one["contracts"]) for one in said["amounts"] if one["contracts"]] == [(0, 2)]
    assert (said["concentration"]["companies"], said["concentration"]["value"]) == (1, "4000.00")
    assert said["concentration"]["curve"][-1] == {"companies": "100.00", "value": "100.00"}
    assert (await get(observatory, "/distributions", period="1999")).json()["concentration"] is None
