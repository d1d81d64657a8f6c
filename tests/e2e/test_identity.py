"""An operator gives a program access by commands, and takes it away again."""

from typing import Any

import httpx

from tests.e2e.platforms import PlatformUnderTest


async def token(platform: PlatformUnderTest, client: dict[str, Any], secret: str) -> httpx.Response:
    async with platform.client() as public:
        form = {"grant_type": "client_credentials"}
        return await public.post("/oauth/token", data=form, auth=(client["client_id"], secret))


async def may_list_keys(platform: PlatformUnderTest, access_token: str) -> bool:
    async with platform.client() as http:
        answer = await http.get("/keys", headers={"Authorization": f"Bearer {access_token}"})
    assert answer.status_code in (200, 401), answer.text
    return answer.status_code == 200


async def test_a_client_gets_in_by_commands_and_out_again(platform: PlatformUnderTest) -> None:
    words = ("--role", "operator", "--organisation", "*", "--client", "a program")
    made = await platform.prenan("clients", "register", *words)
    first = (await token(platform, made, made["client_secret"])).json()["access_token"]
    await platform.prenan("clients", "rotate-signing-key")
    second = await platform.prenan("clients", "add-secret", made["client_id"])
    after = (await token(platform, made, second["client_secret"])).json()["access_token"]
    assert [await may_list_keys(platform, one) for one in (first, after)] == [True, True]
    await platform.prenan("clients", "revoke-secret", made["client_id"], made["secrets"][0]["id"])
    assert (await token(platform, made, made["client_secret"])).json()["error"] == "invalid_client"
    await platform.prenan("clients", "revoke", made["client_id"])
    assert [await may_list_keys(platform, one) for one in (first, after)] == [False, False]
    [listed] = [one for one in await platform.prenan("clients", "list") if one["client_id"] == made["client_id"]]
    assert listed["revoked_at"]
