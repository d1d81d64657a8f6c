"""Who follows an announced purchase is told what becomes of it, and nobody else learns who that is."""

from datetime import timedelta

from tests.component.tenders.desk import OTHER_BUYER, Desk
from tests.component.tenders.letterbox import Letterbox
from tests.component.tenders.planning import NOWHERE, PURCHASE, announced, identity, recorded


async def followers(desk: Desk, path: str) -> int:
    return (await desk.get(f"{path}/followers", scopes=None)).json()["followers"]  # type: ignore[no-any-return]


async def test_anybody_follows_and_only_their_number_is_public(desk: Desk) -> None:
    path = await announced(desk)
    by_mail = await desk.post(f"{path}/followers", {"email": "Anne@Exemple.bzh"}, scopes=None)
    again = await desk.post(f"{path}/followers", {"email": "anne@exemple.bzh"}, scopes=None)
    as_buyer = await desk.post(f"{path}/followers", {}, organisation=OTHER_BUYER)
    assert (by_mail.status_code, by_mail.json()) == (201, again.json())
    assert as_buyer.status_code == 201
    assert await followers(desk, path) == 2
    assert "exemple" not in (await desk.get(path)).text
    for _ in range(2):
        gone = await desk.call("DELETE", f"{path}/followers/{by_mail.json()['token']}", scopes=None)
        assert gone.status_code == 204
    assert await followers(desk, path) == 1
    assert "exemple" not in str([fact.data for fact in await desk.facts()])


async def followed(desk: Desk, path: str, email: str = "anne@exemple.bzh") -> str:
    answer = await desk.post(f"{path}/followers", {"email": email}, scopes=None)
    token: str = answer.json()["token"]
    return token


async def test_who_follows_is_written_to_at_every_change_and_at_no_other_time(desk: Desk) -> None:
    path, box = await announced(desk), Letterbox()
    token = await followed(desk, path)
    await desk.post(f"{path}/followers", {}, organisation=OTHER_BUYER)
    changed = {**PURCHASE, "quarter": "2027-Q2"}
    for body in (PURCHASE, changed, changed):
        assert (await desk.call("PUT", path, body, if_match="*")).status_code == 200
    assert await desk.send_letters(box) == 1
    [letter] = box.letters
    assert (letter.to, letter.subject) == ("anne@exemple.bzh", "Programme d'achats : Mobilier des lycées")
    assert "a été modifié" in letter.text
    assert letter.text.endswith(f" : /fr/unsubscribe{path}/followers/{token}")
    await desk.post(f"{path}/withdrawal", {"reason": "Crédits retirés"})
    assert await desk.send_letters(box) == 1
    assert "abandonné" in box.letters[1].text
    assert "Crédits retirés" in box.letters[1].text
    assert await desk.send_letters(box) == 0


async def test_who_follows_learns_of_the_tender_and_who_no_longer_does_learns_nothing(desk: Desk) -> None:
    path, box = await announced(desk), Letterbox()
    await followed(desk, path)
    token = await followed(desk, path, "yann@exemple.bzh")
    await desk.call("DELETE", f"{path}/followers/{token}", scopes=None)
    tender = await desk.publish(plan_entry=identity(path))
    await desk.send_letters(box)
    [letter] = box.letters
    assert (letter.to, tender in letter.text) == ("anne@exemple.bzh", True)


async def test_a_plan_recorded_anew_writes_to_those_who_follow_what_differs(desk: Desk) -> None:
    rows = [{**PURCHASE, "reference": f"P-{number}", "title": f"Achat {number}"} for number in range(3)]
    paths = [f"/plan-entries/{one['id']}" for one in await recorded(desk, *rows)]
    for path in paths[:2]:
        await followed(desk, path)
    desk.now += timedelta(days=1)
    box = Letterbox()
    await recorded(desk, rows[0], {**rows[1], "quarter": "2027-Q3"}, {**rows[2], "quarter": "2027-Q3"})
    assert await desk.send_letters(box) == 1
    assert "Achat 1" in box.letters[0].subject


async def test_who_cannot_be_reached_does_not_follow_and_nobody_follows_what_will_not_come(desk: Desk) -> None:
    path = await announced(desk)
    unnamed = await desk.post(f"{path}/followers", {}, scopes=None)
    misspelt = await desk.post(f"{path}/followers", {"email": "anne"}, scopes=None)
    unknown = await desk.post(f"{NOWHERE}/followers", {"email": "a@b.bzh"}, scopes=None)
    await desk.post(f"{path}/withdrawal", {"reason": "Budget"})
    late = await desk.post(f"{path}/followers", {"email": "a@b.bzh"}, scopes=None)
    codes = [answer.json()["code"] for answer in (unnamed, misspelt, unknown, late)]
    assert codes == ["follower-unnamed", "invalid-request", "plan-entry-not-found", "plan-entry-gone"]
    assert (await desk.get(f"{NOWHERE}/followers")).status_code == 404
