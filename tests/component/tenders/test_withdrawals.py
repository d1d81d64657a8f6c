"""The register of withdrawals: open to everybody, read by the buyer alone."""

import asyncio

from tests.component.tenders.desk import HOLDER, OTHER_BUYER, Desk
from tests.component.tenders.files import PDF

COMPANY = {"siret": HOLDER, "name": "Le Forum du livre", "email": "appels@forum.example"}


async def published(desk: Desk) -> str:
    path = await desk.draft()
    await desk.call("POST", f"{path}/documents?name=cctp.pdf", PDF, content_type="application/pdf")
    await desk.publish_draft(path)
    return path


async def test_anyone_takes_the_documents_without_a_name(desk: Desk) -> None:
    path = await published(desk)
    answer = await desk.post(f"{path}/withdrawals", {}, scopes=None)
    assert answer.status_code == 201
    assert answer.json()["documents"] == (await desk.get(f"{path}/documents")).json()["items"]
    fact = (await desk.facts())[-1]
    assert fact.data == {
        "tender_id": path.rsplit("/", 1)[1],
        "withdrawal_id": answer.json()["id"],
        "withdrawn_at": fact.data["withdrawn_at"],
        "organisation": None,
    }


async def test_a_fact_says_which_company_withdrew_and_neither_name_nor_address(desk: Desk) -> None:
    path = await published(desk)
    answer = await desk.post(f"{path}/withdrawals", COMPANY, scopes=None)
    fact = (await desk.facts())[-1]
    assert fact.data["organisation"] == HOLDER
    assert (fact.subject, fact.partitionkey, fact.version) == (answer.json()["id"], path.rsplit("/", 1)[1], 1)
    for private in ("Forum", "appels@"):
        assert private not in str(fact.data) + answer.text


async def test_only_the_buyer_reads_the_register(desk: Desk) -> None:
    path = await published(desk)
    await desk.post(f"{path}/withdrawals", COMPANY, scopes=None)
    await desk.post(f"{path}/withdrawals", {}, scopes=None)
    first = (await desk.get(f"{path}/withdrawals?limit=1")).json()
    assert {name: first["items"][0][name] for name in COMPANY} == COMPANY
    assert (await desk.get(first["next"])).json()["items"][0]["name"] is None
    assert (await desk.get(f"{path}/withdrawals/count")).json() == {"withdrawals": 2, "identified": 1}
    for place in ("", "/count"):
        assert (await desk.get(f"{path}/withdrawals{place}", scopes=None)).status_code == 401
        answer = await desk.get(f"{path}/withdrawals{place}", organisation=OTHER_BUYER)
        assert (answer.status_code, answer.json()["code"]) == (403, "not-the-buyer")


async def test_nobody_learns_of_a_draft_by_withdrawing(desk: Desk) -> None:
    path = await desk.draft()
    assert (await desk.post(f"{path}/withdrawals", {}, scopes=None)).json()["code"] == "tender-not-found"
    assert (await desk.get(f"{path}/withdrawals", organisation=OTHER_BUYER)).json()["code"] == "tender-not-found"


async def test_the_register_ends_with_the_time_for_bids(desk: Desk) -> None:
    path = await desk.close()
    answer = await desk.post(f"{path}/withdrawals", {}, scopes=None)
    assert (answer.status_code, answer.json()["code"]) == (409, "withdrawal-closed")


async def test_many_withdraw_at_once_and_the_tender_stays_as_it_is(desk: Desk) -> None:
    path = await published(desk)
    before = (await desk.get(path)).json()
    answers = await asyncio.gather(*(desk.post(f"{path}/withdrawals", {}, scopes=None) for _ in range(30)))
    assert {answer.status_code for answer in answers} == {201}
    assert (await desk.get(path)).json() == before
    assert (await desk.get(f"{path}/withdrawals/count")).json()["withdrawals"] == 30


async def test_a_repeated_withdrawal_is_one(desk: Desk) -> None:
    path = await published(desk)
    first, again = [
        await desk.post(f"{path}/withdrawals", COMPANY, scopes=None, idempotency_key="once") for _ in range(2)
    ]
    assert first.json() == again.json()
    assert (await desk.told()).count("DossierWithdrawn") == 1


async def test_an_address_that_could_carry_more_than_an_address_is_refused(desk: Desk) -> None:
    path = await published(desk)
    for address in ("a@b", "a@b.fr\r\nBcc: x@y.fr", "a b@c.fr", "<a@b.fr>"):
        answer = await desk.post(f"{path}/withdrawals", {"email": address}, scopes=None)
        assert answer.json()["errors"][0]["pointer"] == "/body/email"


async def test_a_portal_reads_the_register_of_no_tender_but_its_own(desk: Desk) -> None:
    path = await published(desk)
    portal = frozenset({"tenders:write", "objects:act-for"})
    for place in ("withdrawals", "withdrawals/count", "letters"):
        answer = await desk.get(f"{path}/{place}", scopes=portal)
        assert (answer.status_code, answer.json()["code"]) == (403, "owner-token-missing")
