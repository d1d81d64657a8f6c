"""What people report about records, over HTTP."""

from typing import Any
from uuid import uuid4

import httpx
import pytest

from chassis.auth import HEADER, Principal, sign
from tests.component.analytics.observing import Observatory
from tests.component.analytics.telling import a_contract, contract_id, notified

SECRET = "a secret of the tests, long enough to sign with"
REPORTS = "/observatory/reports"


def key(*scopes: str) -> dict[str, str]:
    return {HEADER: sign(Principal("policy-officer", frozenset(scopes)), SECRET)}


async def report(observatory: Observatory, **changes: Any) -> httpx.Response:
    await observatory.tell(notified(a_contract("1")))
    body = {"contract_id": str(contract_id("1")), "field": "initial", "wrong": "Dix fois trop", "contact": "a@b.fr"}
    return await observatory.http.post(REPORTS, json=body | changes)


async def test_anyone_reports_what_is_wrong_and_leaves_a_contact_that_is_never_shown(observatory: Observatory) -> None:
    answer = await report(observatory)
    assert answer.status_code == 201
    assert (answer.json()["state"], "contact" in answer.json()) == ("received", False)
    assert (await observatory.http.get(REPORTS)).status_code == 401
    assert (await observatory.http.get(REPORTS, headers=key("targets:write"))).status_code == 403
    listed = (await observatory.http.get(REPORTS, headers=key("reports:read"))).json()["items"]
    assert [(one["wrong"], one["contact"]) for one in listed] == [("Dix fois trop", "a@b.fr")]


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"contract_id": str(uuid4())}, 404, "contract-not-observed"),
        ({"field": "colour"}, 422, "field-unknown"),
        ({"wrong": " "}, 422, "invalid-request"),
        ({"wrong": "x" * 2001}, 422, "invalid-request"),
        ({"state": "accepted"}, 422, "invalid-request"),
    ],
)
async def test_what_is_no_report_is_refused(
    observatory: Observatory, changes: dict[str, Any], status: int, code: str
) -> None:
    answer = await report(observatory, **changes)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


@pytest.mark.parametrize(("act", "state"), [("acceptance", "accepted"), ("refusal", "refused")])
async def test_a_report_is_decided_once_with_a_reason_and_its_contact_forgotten(
    observatory: Observatory, act: str, state: str
) -> None:
    path = (await report(observatory)).headers["location"]
    body, headers = {"reason": "Le registre dit 1 000 EUR"}, key("reports:decide", "reports:read")
    assert (await observatory.http.post(f"{path}/{act}", json=body)).status_code == 401
    decided = await observatory.http.post(f"{path}/{act}", json=body, headers=headers)
    assert (decided.status_code, decided.json()["state"]) == (201, state)
    shown = (await observatory.http.get(path, headers=headers)).json()
    assert (shown["contact"], shown["decided_by"], shown["reason"]) == (None, "policy-officer", body["reason"])
    again = await observatory.http.post(f"{path}/refusal", json=body, headers=headers)
    assert (again.status_code, again.json()["code"]) == (409, "report-settled")


async def test_a_decision_on_what_has_changed_since_is_refused(observatory: Observatory) -> None:
    path = (await report(observatory)).headers["location"]
    headers = {**key("reports:decide"), "If-Match": '"7"'}
    assert (await observatory.http.post(f"{path}/refusal", json={"reason": "Non"}, headers=headers)).status_code == 412


async def test_reports_are_listed_by_state_contract_and_page(observatory: Observatory) -> None:
    paths = [(await report(observatory, wrong=str(number))).headers["location"] for number in range(3)]
    headers = key("reports:decide", "reports:read")
    await observatory.http.post(f"{paths[1]}/acceptance", json={"reason": "Oui"}, headers=headers)
    found, url = [], f"{REPORTS}?limit=1&state=received&contract_id={contract_id('1')}"
    while url:
        page = (await observatory.http.get(url, headers=headers)).json()
        found, url = [*found, *page["items"]], page["next"]
    assert [one["wrong"] for one in found] == ["0", "2"]
    assert (await observatory.http.get(f"{REPORTS}/{uuid4()}", headers=headers)).status_code == 404
