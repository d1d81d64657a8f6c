"""What the public document shows as an example is taken by the running platform."""

from typing import Any

from deploy.embedded.demo_keys import REGION
from gateway.examples import examples
from tests.e2e.access import described, holders
from tests.e2e.platforms import PlatformUnderTest

ROLES = ("mandatary", "portal", "purchasing-referent", "operator", "policy-officer")
"""Who sends an example where several may."""
NAMES = {"indicator_id": "A3", "number": "1", "siret": REGION, "buyer": REGION, "client_id": "AAAAAAAAAAAA"}
"""What stands in paths; other names are those of nobody."""
OF_SOMETHING = {"POST /contracts", "POST /observatory/reports", "POST /what-if"}
"""What names something that is not there, or asks about what nobody told."""


async def test_every_example_is_understood_and_those_that_make_something_make_it(platform: PlatformUnderTest) -> None:
    async with platform.client() as public:
        operations = described((await public.get("/openapi.json")).json())
    wrong: dict[str, Any] = {}
    for one in operations:
        example = examples().get(one.path, {}).get(one.method.lower())
        if example is None:
            continue
        may = holders(one.access)
        role = next((role for role in ROLES if role in may), next(iter(sorted(may)), None))
        async with platform.client(role if one.access != "public" else None) as http:
            path = one.at(NAMES)
            answer = await http.request(one.method, path, json=example, headers={"If-Match": '"1"'})
        is_made = answer.is_success or "{" in one.path or str(one) in OF_SOMETHING
        if answer.status_code in (400, 415) or answer.json().get("errors") or not is_made:
            wrong[str(one)] = answer.status_code, answer.text[:600]
    assert wrong == {}
