"""What is signed as the public package signs is believed, and nothing else."""

import json
from datetime import UTC, datetime
from uuid import UUID

import pytest
from standardwebhooks import Webhook

from gateway.webhooks.signing import Signer
from prenan_client import NotGenuine, verified
from tests.unit.client.test_feed import an_item

NOW = datetime(2026, 5, 1, tzinfo=UTC)
ENDPOINT = UUID("0195a4de-5f0a-7c3e-9a51-6c2b1f4d8e90")
SIGNER = Signer("pepper")
SECRET, OTHER = SIGNER.secret(ENDPOINT, 1).text, SIGNER.secret(ENDPOINT, 2).text
BODY = json.dumps(an_item(7)["event"]).encode()


def headers(secret: str = SECRET) -> dict[str, str]:
    return {
        "Webhook-Id": "an id", "webhook-timestamp": str(int(NOW.timestamp())), "prenan-feed": "procedures",
        "webhook-signature": Webhook(secret).sign("an id", NOW, BODY.decode()), "prenan-position": "7",
    }  # fmt: skip


def test_a_delivery_says_what_happened_and_where_it_stands() -> None:
    delivery = verified(BODY, headers(), SECRET, now=NOW.timestamp())
    assert (delivery.id, delivery.feed, delivery.position) == ("an id", "procedures", 7)
    assert delivery.event.name == "ContractAwarded"


def test_what_the_gateway_signs_by_two_secrets_is_believed_by_either() -> None:
    signed = SIGNER.headers(ENDPOINT, [2, 1], "an id", int(NOW.timestamp()), BODY)
    for known in ((SECRET,), (OTHER,), ("whsec_AAAA", SECRET)):
        assert verified(BODY, signed, *known, now=NOW.timestamp()).event.sequence == 7


@pytest.mark.parametrize("change", ["webhook-signature", "webhook-timestamp", "Webhook-Id"])
def test_what_is_missing_or_changed_is_not_believed(change: str) -> None:
    without = {name: value for name, value in headers().items() if name != change}
    for given in (without, headers() | {change: "1"}):
        with pytest.raises(NotGenuine):
            verified(BODY, given, SECRET, now=NOW.timestamp())


def test_neither_another_secret_nor_body_nor_an_old_time_is_believed() -> None:
    for body, secret, now in ((BODY + b" ", SECRET, 0), (BODY, OTHER, 0), (BODY, SECRET, 301), (BODY, SECRET, -301)):
        with pytest.raises(NotGenuine):
            verified(body, headers(), secret, now=NOW.timestamp() + now)
