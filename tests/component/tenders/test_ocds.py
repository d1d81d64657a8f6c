"""Every public fact in the words of the Open Contracting Data Standard."""

from collections import defaultdict
from datetime import timedelta
from typing import Any

from services.tenders.domain.ocds.record import compiled
from tests.component.chassis.running import relaying
from tests.component.tenders.contracting import MONEY, a_contract, day, money
from tests.component.tenders.desk import HOLDER, REGION, TERMS, Desk, a_record
from tests.component.tenders.test_offers import PRICES, opened
from tests.waiting import until

Document = dict[str, Any]
OTHER = "38012986646850"


async def released(desk: Desk, page: int = 3) -> list[Document]:
    """All that is told so far, read by small pages once it is published."""
    async with relaying(desk.database):
        await until(lambda: _is_published(desk))
    found, path, last = [], f"/ocds/releases?limit={page}", ""
    while path != last:
        package = (await desk.get(path, scopes=None)).json()
        found += package["releases"]
        last, path = path, package["links"]["next"]
    return found


async def _is_published(desk: Desk) -> bool:
    return not await desk.facts()


async def record_of(desk: Desk, procedure: str) -> Document:
    answer = await desk.get(f"/ocds/records/ocds-prenan-{procedure}", scopes=None)
    assert answer.status_code == 200, answer.text
    [record] = answer.json()["records"]
    return record


async def done(desk: Desk, path: str, body: Any, **options: Any) -> None:
    answer = await desk.post(path, body, **options)
    assert answer.status_code == 201, answer.text


async def test_a_procedure_is_released_from_its_notice_to_its_contract(desk: Desk) -> None:
    lots = [{"number": 1, "title": "Gros œuvre"}, {"number": 2, "title": "Peinture"}]
    path = await desk.award(lots=lots, single_lot_reason=None)
    desk.now += timedelta(days=12)
    assert (await desk.sign(path)).status_code == 201
    told = await released(desk)
    tags = [release["tag"][0] for release in told]
    assert tags == ["tender", *["tenderUpdate"] * 2, "award", "tenderUpdate", "award", "contract"]
    whole = (await record_of(desk, path.rpartition("/")[2]))["compiledRelease"]
    assert whole["tender"]["title"] == TERMS["title"]
    assert [lot["status"] for lot in whole["tender"]["lots"]] == ["complete", "complete"]
    assert whole["tender"]["value"] == {"amount": 2_000_000, "currency": "EUR"}
    assert [award["relatedLots"] for award in whole["awards"]] == [["1"], ["2"]]
    [contract] = whole["contracts"]
    assert (contract["awardID"], contract["status"]) == (whole["awards"][0]["id"], "pending")
    assert {party["id"]: party["roles"] for party in whole["parties"]} == {
        f"FR-INSEE-{REGION}": ["buyer", "procuringEntity"],
        f"FR-INSEE-{HOLDER}": ["supplier"],
    }


async def test_every_record_is_what_its_releases_say(desk: Desk) -> None:
    await desk.award()
    await a_contract(desk, "2019-1")
    await a_contract(desk, "2019-2")
    told = defaultdict(list)
    for release in await released(desk, page=2):
        told[release["ocid"]].append(release)
    records, path = {}, "/ocds/records?limit=2"
    while path:
        package = (await desk.get(path, scopes=None)).json()
        records |= {record["ocid"]: record for record in package["records"]}
        path = package["links"]["next"]
    assert len(records) == 3
    assert {ocid: record["releases"] for ocid, record in records.items()} == told
    assert all(record["compiledRelease"] == compiled(record["releases"]) for record in records.values())


async def test_a_contract_of_a_register_is_released_with_its_award_and_its_payments(desk: Desk) -> None:
    path = await a_contract(desk, bids=4, procedure="open")
    await done(
        desk,
        f"{path}/invoices",
        invoice := {"external_id": "F1", "value": money(1000), "received_on": day(10)},
        scopes=MONEY,
    )
    payment = {"external_id": "P1", "invoice": invoice["external_id"], "value": money(1000), "paid_on": day(40)}
    await done(desk, f"{path}/payments", payment, scopes=MONEY)
    await done(
        desk,
        f"{path}/modifications",
        {"ground": "minor", "reason": "Plus", "decided_on": day(20), "value": money(215_000)},
    )
    await done(desk, f"{path}/end", {"ended_on": day(50)})
    assert {release["tag"][0] for release in await released(desk)} == {
        "contract",
        "implementation",
        "contractAmendment",
        "contractTermination",
    }
    whole = (await record_of(desk, path.rpartition("/")[2]))["compiledRelease"]
    assert (whole["tender"]["numberOfTenderers"], whole["tender"]["procurementMethod"]) == (4, "open")
    [award], [contract] = whole["awards"], whole["contracts"]
    assert (award["value"]["amount"], contract["value"]["amount"]) == (200_000, 215_000)
    assert (contract["status"], contract["awardID"]) == ("terminated", award["id"])
    assert [one["value"]["amount"] for one in contract["implementation"]["transactions"]] == [1000]
    assert [one["description"] for one in contract["amendments"]] == ["Plus"]


async def test_a_corrected_contract_names_its_new_holder_alone(desk: Desk) -> None:
    path = await a_contract(desk)
    other = {"identifier": {"scheme": "SIRET", "id": OTHER}, "name": "Orange"}
    kept = {"reference": "2026-1", "notified_on": day(0), "initial": money(200_000), "months": 12, "nature": "services"}
    await desk.post("/contract-records", {"records": [a_record(**kept, holders=[other])]})
    await released(desk)
    whole = (await record_of(desk, path.rpartition("/")[2]))["compiledRelease"]
    [contract], by_id = whole["contracts"], {award["id"]: award for award in whole["awards"]}
    assert by_id[contract["awardID"]]["suppliers"] == [{"id": f"FR-INSEE-{OTHER}", "name": "Orange"}]
    assert sorted(award["status"] for award in by_id.values()) == ["active", "cancelled"]


async def test_bidders_are_named_once_their_bids_are_open_and_their_prices_never(desk: Desk) -> None:
    path = await opened(desk)
    told = await released(desk)
    [shown] = [release for release in told if "bids" in release]
    assert {one["id"] for one in shown["tender"]["tenderers"]} == {f"FR-INSEE-{siret}" for siret in PRICES}
    assert [bid["status"] for bid in shown["bids"]["details"]] == ["pending", "pending"]
    before = [release for release in told if release is not shown]
    assert not any(siret in str(before) for siret in PRICES)
    whole = await record_of(desk, path.rpartition("/")[2])
    assert not any(str(price) in str(whole) for price in PRICES.values())


async def test_a_draft_is_in_no_record_and_a_strange_id_finds_none(desk: Desk) -> None:
    path = await desk.draft()
    assert (await desk.get("/ocds/records", scopes=None)).json()["records"] == []
    for strange in (f"ocds-prenan-{path.rpartition('/')[2]}", f"ocds-others-{path.rpartition('/')[2]}"):
        answer = await desk.get(f"/ocds/records/{strange}", scopes=None)
        assert (answer.status_code, answer.json()["code"]) == (404, "process-not-found")


async def test_what_was_released_is_not_sent_again(desk: Desk) -> None:
    path = await a_contract(desk)
    await released(desk)
    for address in ("/ocds/releases", f"/ocds/records/ocds-prenan-{path.rpartition('/')[2]}"):
        first = await desk.get(address, scopes=None)
        again = await desk.get(address, scopes=None, if_none_match=first.headers["etag"])
        assert (again.status_code, again.content) == (304, b"")
