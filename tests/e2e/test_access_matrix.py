"""Role x object x operation, from the merged document: every operation refuses everyone it should, and nobody else."""

import asyncio

import pytest

from contracts.reference.roles import roles
from deploy.sample.identifiers import siret
from tests.e2e.access import Answer, Callers, Described, holders
from tests.e2e.belongings import Belongings
from tests.e2e.platforms import PlatformUnderTest

OTHER = siret(99_777)
"""An organisation to which nothing belongs."""
ROLES = sorted(role.code for role in roles().values() if role.key)
PUBLIC_ACTS = {
    "POST /oauth/token",
    "POST /observatory/reports",
    "POST /plan-entries/{entry_id}/followers",
    "POST /procedure-advice",
    "POST /tenders/{tender_id}/bid-check",
    "POST /tenders/{tender_id}/questions",
    "POST /tenders/{tender_id}/withdrawals",
    "POST /what-if",
}
"""What the public may do beside reading, and beside what a token in the address or the query proves."""
BY_LINK = {
    "DELETE /alerts/{alert_id}/{token}",
    "DELETE /mailboxes/{supplier_id}/{token}",
    "DELETE /plan-entries/{entry_id}/followers/{token}",
    "DELETE /saved-searches/{search_id}/email/{token}",
    "POST /sourcing-requests/{request_id}/answers",
    "POST /sourcing-requests/{request_id}/declination",
    "POST /sourcing-requests/{request_id}/questions",
}
"""What is done by a link that somebody was sent."""
FOR_OTHERS = {"suppliers:write profile:write": holders("suppliers:write"), "bids:submit": {"portal"}}
"""Who keeps the registry writes of any company, and a portal hands in bids for its users: by access, the roles."""
NOT_MADE = {
    "POST /contracts/{contract_id}/evaluation/reply",
    "POST /red-flags/{flag_id}/comment",
    "POST /suppliers/{siret}/certificates/{certificate_id}/withdrawal",
    "POST /tenders/{tender_id}/bids/{bid_id}/lots/{number}/justification",
}
"""Whose objects need days to come about; the services' own tests refuse strangers there."""
NOT_STORED = {"GET /principal", "GET /time", "GET /webhooks/{webhook_id}/secrets"}
"""Reads whose answers nobody may store."""
WEBHOOK = "/webhooks/{webhook_id}"
"""Webhooks belong to a client, not to an organisation: `test_managing.py` of the gateway refuses others there."""
HIDDEN = {
    "DELETE /sourcing-requests/{request_id}/attachments/{name}",
    "GET /sourcing-requests/{request_id}",
    "GET /sourcing-requests/{request_id}/attachments/{name}",
    "GET /sourcing-requests/{request_id}/contacts",
    "GET /templates/{template_id}",
    "GET /tenders/{tender_id}/record",
    "GET /tenders/{tender_id}/review",
    "POST /sourcing-requests/{request_id}/attachments",
    "POST /sourcing-requests/{request_id}/closure",
    "POST /sourcing-requests/{request_id}/opening",
    "POST /sourcing-requests/{request_id}/proposals",
    "POST /sourcing-requests/{request_id}/questions/{question_id}/answer",
    "POST /sourcing-requests/{request_id}/suppliers",
    "POST /templates/{template_id}/tenders",
}
"""What a stranger is not even told of, though it is there."""


@pytest.fixture(scope="module")
async def belongings(platform: PlatformUnderTest) -> Belongings:
    """One of each kind, of the region."""
    made = Belongings(platform)
    await made.make()
    return made


def listed(answers: dict[tuple[str, str], Answer]) -> str:
    return "\n".join(f"{who}: {operation} -> {answer}" for (operation, who), answer in sorted(answers.items()))


def test_the_public_does_nothing_but_what_is_listed(operations: list[Described]) -> None:
    public = {str(one) for one in operations if one.access == "public" and one.method != "GET"}
    assert public == PUBLIC_ACTS | BY_LINK


async def test_every_operation_refuses_the_public_and_each_role_without_its_scope(
    platform: PlatformUnderTest, callers: Callers, operations: list[Described]
) -> None:
    keys = {role: platform.key(role) for role in ROLES}
    guarded = [one for one in operations if one.access != "public"]
    asked = [(one, who) for one in guarded for who in ["public", *ROLES]]
    answers = await asyncio.gather(*(callers.call(one, keys.get(who)) for one, who in asked))
    wrong = {}
    for (one, who), answer in zip(asked, answers, strict=True):
        refusal = Answer(401, "unauthenticated") if who == "public" else Answer(403, "scope-missing")
        if (answer == refusal) == (who in holders(one.access)):
            wrong[str(one), who] = answer
    assert len(guarded) > 150
    assert wrong == {}, listed(wrong)


async def test_who_acts_for_another_organisation_is_refused_what_is_not_theirs(
    platform: PlatformUnderTest, callers: Callers, operations: list[Described], belongings: Belongings
) -> None:
    keys = await _strangers(platform)
    owned = [one for one in operations if str(one) in HIDDEN or (one.is_owned and not one.path.startswith(WEBHOOK))]
    asked = [(one, role) for one in owned for role in holders(one.access) - FOR_OTHERS.get(one.access, set())]
    answers = await asyncio.gather(*(callers.call(one, keys[role], belongings.names) for one, role in asked))
    told = {(str(one), role): answer for (one, role), answer in zip(asked, answers, strict=True)}
    wrong = {which: answer for which, answer in told.items() if answer.status not in (403, 404)}
    assert len(told) > 400
    assert wrong == {}, listed(wrong)
    not_found = {operation for (operation, _), answer in told.items() if answer.status == 404}
    assert not_found <= HIDDEN | NOT_MADE, "what is not found for want of an object proves nothing"
    own = platform.key("purchasing-referent")
    shown = [one for one in owned if str(one) in HIDDEN and one.method == "GET"]
    assert {(await callers.call(one, own, belongings.names)).status for one in shown} <= {200, 409}, "it is there"


async def test_every_read_has_an_entity_tag_by_which_it_need_not_be_sent_again(
    platform: PlatformUnderTest, callers: Callers, operations: list[Described], belongings: Belongings
) -> None:
    shown, wrong = 0, {}
    for one in operations:
        if one.method != "GET" or "304" not in one.operation["responses"] or str(one) in NOT_STORED:
            continue
        role = "public" if one.access == "public" else min(holders(one.access))
        key = None if role == "public" else platform.key(role)
        first = await callers.call(one, key, belongings.names)
        if first.status == 200:
            shown += 1
            again = await callers.call(one, key, belongings.names, first.tag)
            if not first.tag or (again.tag == first.tag and again.status != 304):
                wrong[str(one), role] = again
    assert wrong == {}, listed(wrong)
    assert shown > 60


async def _strangers(platform: PlatformUnderTest) -> dict[str, str]:
    """A key of each role for an organisation to which nothing belongs."""
    async with platform.client("operator") as operator:
        asked = ({"role": role, "organisation": OTHER, "client": f"stranger {role}"} for role in ROLES)
        answers = await asyncio.gather(*(operator.post("/keys", json=one) for one in asked))
    assert {answer.status_code for answer in answers} == {201}
    return {answer.json()["role"]: answer.json()["key"] for answer in answers}
