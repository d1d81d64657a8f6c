"""A marketplace of others acts for a buyer, through the public door."""

from tests.e2e.platforms import PlatformUnderTest
from tests.e2e.test_story import TERMS
from tests.waiting import until

OWNER, TRANSFER = "Prenan-Owner-Token", "Prenan-Transfer-Token"


async def test_a_portal_drafts_changes_and_hands_over(platform: PlatformUnderTest) -> None:
    async with platform.client("portal") as portal:

        async def served() -> bool:
            return (await portal.get("/tenders")).status_code == 200

        await until(served)
        drafted = await portal.post("/tenders", json=TERMS)
        assert drafted.status_code == 201, drafted.text
        identity, token = drafted.json()["id"], drafted.headers[OWNER]
        path, any_version = f"/tenders/{identity}", {"If-Match": "*"}
        refused = await portal.put(path, json=TERMS, headers=any_version)
        assert (refused.status_code, refused.json()["code"]) == (403, "owner-token-missing")
        changed = await portal.put(path, json=TERMS, headers={**any_version, OWNER: token})
        assert (changed.status_code, OWNER in changed.headers) == (200, False)
        offered = await portal.post(f"/ownerships/{identity}/transfer", headers={OWNER: token})
        proof = {TRANSFER: offered.headers[TRANSFER]}
        accepted = await portal.post(f"/ownerships/{identity}/acceptance", headers=proof)
        assert accepted.status_code == 201
        assert accepted.headers[OWNER] != token
    async with platform.client("mandatary") as buyer:
        assert (await buyer.put(path, json=TERMS, headers=any_version)).status_code == 200
