"""What the gateway says of itself: the merged document, pages for people, health, who may read it from where."""

import re

from tests.component.gateway.platform import Platform


async def test_the_document_describes_every_service_and_the_gateway_itself(prenan: Platform) -> None:
    answer = await prenan.http.get("/openapi.json")
    document = answer.json()
    assert document["openapi"] == "3.1.0"
    assert {
        "/tenders",
        "/suppliers/{siret}",
        "/indicators/{indicator_id}",
        "/keys",
        "/feed/{name}",
        "/journal/{name}/keys",
    } <= set(document["paths"])
    operations = [operation for item in document["paths"].values() for operation in item.values()]
    names = [operation["operationId"] for operation in operations]
    assert len(set(names)) == len(names)
    assert {name.partition("_")[0] for name in names} == {"tenders", "suppliers", "analytics", "feed", "gateway"}
    again = await prenan.http.get("/openapi.json", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304


async def test_every_reference_of_the_document_leads_somewhere(prenan: Platform) -> None:
    answer = await prenan.http.get("/openapi.json")
    referred = set(re.findall(r'"#/components/schemas/([^"]+)"', answer.text))
    assert referred <= set(answer.json()["components"]["schemas"])


async def test_every_operation_says_how_it_may_be_refused_on_its_way(prenan: Platform) -> None:
    document = (await prenan.http.get("/openapi.json")).json()
    for path, item in document["paths"].items():
        for method, operation in item.items():
            statuses = set(operation["responses"])
            assert {"400", "401", "413", "415", "500", "503"} <= statuses, (method, path)
            is_own = operation["operationId"].startswith("gateway_")
            assert is_own or "504" in statuses, (method, path)
            if operation["x-access"] != "public":
                assert "403" in statuses
                scopes = [] if operation["x-access"] == "authenticated" else [operation["x-access"]]
                assert operation["security"] == [{"bearer": []}, {"oauth2": scopes}]


async def test_a_composed_answer_is_described_with_its_parts(prenan: Platform) -> None:
    document = (await prenan.http.get("/openapi.json")).json()
    content = document["paths"]["/tenders/{tender_id}"]["get"]["responses"]["200"]["content"]["application/json"]
    whole, chosen = content["schema"]["anyOf"]
    assert {"$ref": "#/components/schemas/TenderParts"} in whole["allOf"]
    assert chosen == {"$ref": "#/components/schemas/Chosen"}
    named = {one["name"] for one in document["paths"]["/tenders/{tender_id}"]["get"]["parameters"]}
    assert {"include", "fields"} <= named


async def test_every_problem_has_a_page_and_a_document(prenan: Platform) -> None:
    document = (await prenan.http.get("/openapi.json")).json()
    codes = [one["code"] for one in document["x-problems"]]
    assert {"tender-not-found", "supplier-not-found", "upstream-unavailable", "key-expired"} <= set(codes)
    listed = (await prenan.http.get("/problems")).json()["items"]
    assert [one["code"] for one in listed] == codes
    for code in codes:
        said = (await prenan.http.get(f"/problems/{code}")).json()
        assert said["title"]
        assert said["what_to_do"]
        page = await prenan.http.get(f"/problems/{code}", headers={"Accept": "text/html"})
        assert page.headers["content-type"].startswith("text/html")
        assert code in page.text


async def test_the_documentation_names_every_operation_and_asks_nobody_else_for_anything(prenan: Platform) -> None:
    document = (await prenan.http.get("/openapi.json")).json()
    page = (await prenan.http.get("/docs")).text
    for path, item in document["paths"].items():
        assert f"<code>{path}</code>" in page
        for operation in item.values():
            assert operation["summary"] in page
    assert not re.search(r"(src|href)=\"(https?:)?//", page)


async def test_the_front_page_leads_to_what_is_there(prenan: Platform) -> None:
    links = (await prenan.http.get("/")).json()["links"]
    assert "/docs" in links
    page = await prenan.http.get("/", headers={"Accept": "text/html,application/xhtml+xml", "Accept-Language": "en"})
    assert (page.status_code, page.headers["location"]) == (303, "/en")


async def test_the_gateway_is_ready_and_names_what_is_degraded_behind_it(prenan: Platform) -> None:
    assert (await prenan.http.get("/livez")).json() == {"status": "alive"}
    assert (await prenan.http.get("/readyz")).json() == {"status": "ready", "degraded": []}
    await prenan.analytics.served.kill()
    try:
        for _ in range(6):
            await prenan.http.get("/indicators/A1?area=x")
        answer = await prenan.http.get("/readyz")
    finally:
        await prenan.analytics.served.start()
    assert (answer.status_code, answer.json()) == (200, {"status": "ready", "degraded": ["analytics"]})


async def test_metrics_tell_of_requests_by_route(prenan: Platform) -> None:
    await prenan.http.get("/tenders")
    text = (await prenan.http.get("/metrics")).text
    assert 'prenan_request_seconds_count{method="GET",route="/tenders",service="gateway",status="200"}' in text
    assert "prenan_breaker_open" in text


async def test_any_page_may_read_and_none_may_change(prenan: Platform) -> None:
    origin = {"Origin": "https://example.org"}
    for _ in range(2):  # from the service, and from the shelf
        answer = await prenan.http.get("/tenders", headers=origin)
        assert answer.headers["access-control-allow-origin"] == "*"
        assert "ETag" in answer.headers["access-control-expose-headers"]
    asked = origin | {"Access-Control-Request-Method": "POST"}
    preflight = await prenan.http.options("/tenders", headers=asked)
    assert (preflight.status_code, preflight.headers["access-control-allow-methods"]) == (204, "GET")
    posted = await prenan.http.post("/tenders", json={}, headers=origin)
    assert "access-control-allow-origin" not in posted.headers
