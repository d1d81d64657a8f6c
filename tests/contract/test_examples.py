"""Every operation that takes a JSON document shows one, and its schema allows it."""

from typing import Any

import jsonschema
import pytest
from pydantic import SecretStr

from gateway.examples import JSON, examples
from gateway.main import create_app
from gateway.settings import GatewaySettings

SECRET = SecretStr("a secret of at least thirty-two bytes")
OF_FILES = {("/tenders/{tender_id}/documents", "post"), ("/sourcing-requests/{request_id}/attachments", "post")}
"""JSON among other media types of a file."""


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    address = "postgresql://nobody@127.0.0.1:1/none"
    return create_app(GatewaySettings(database_url=address, platform_secret=SECRET, key_pepper=SECRET)).openapi()


def test_every_operation_that_takes_a_document_shows_one_that_its_schema_allows(document: dict[str, Any]) -> None:
    shown = set()
    for path, item in document["paths"].items():
        for method in item.keys() & {"post", "put", "patch"}:
            taken = item[method].get("requestBody", {}).get("content", {}).get(JSON)
            if taken is not None and (path, method) not in OF_FILES:
                schema = {**taken["schema"], "components": document["components"]}
                jsonschema.Draft202012Validator(schema).validate(taken["example"])
                shown.add((path, method))
    assert shown == {(path, method) for path, by_method in examples().items() for method in by_method}
    assert len(shown) > 90
