"""docs/identity.md shows a declaration that is taken, and names every member of one."""

import json
import re
from pathlib import Path

from gateway.identity.declaration import Declaration
from gateway.identity.granting import Error
from gateway.settings import GatewaySettings

PAGE = (Path(__file__).parents[2] / "docs" / "identity.md").read_text()


def test_the_declaration_of_the_page_is_taken() -> None:
    [example] = re.findall(r"^```json\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    settings = {"database_url": "postgresql://", "platform_secret": "x", "key_pepper": "x"}
    taken = GatewaySettings.model_validate(settings | {"oidc_issuers": json.loads(example)})
    assert [one.name for one in taken.oidc_issuers] == ["sso"]


def test_the_page_names_every_member_of_a_declaration_and_every_error_of_the_token_endpoint() -> None:
    rows = {name for row in re.findall(r"^\| (`[^|]+) \|", PAGE, re.MULTILINE) for name in re.findall(r"`(\w+)`", row)}
    assert set(Declaration.model_fields) | set(Error.__args__) <= rows
