"""Secrets follow from the pepper, and messages verify with a library that others wrote."""

import time
from uuid import UUID

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from gateway.webhooks.signing import Signer

ENDPOINT = UUID("0195a4de-5f0a-7c3e-9a51-6c2b1f4d8e90")


def test_a_message_verifies_with_each_valid_secret_and_with_no_other() -> None:
    signer = Signer("pepper")
    headers = signer.headers(ENDPOINT, [2, 1], "an id", int(time.time()), b'{"a":1}')
    for number in (1, 2):
        assert Webhook(signer.secret(ENDPOINT, number).text).verify(b'{"a":1}', headers) == {"a": 1}
    for other in (signer.secret(ENDPOINT, 3), Signer("another").secret(ENDPOINT, 1)):
        with pytest.raises(WebhookVerificationError):
            Webhook(other.text).verify(b'{"a":1}', headers)


def test_secrets_are_the_same_each_time_and_differ_for_each_number_and_endpoint() -> None:
    signer = Signer("pepper")
    assert signer.secret(ENDPOINT, 1).text == Signer("pepper").secret(ENDPOINT, 1).text
    texts = {signer.secret(endpoint, number).text for endpoint in (ENDPOINT, UUID(int=1)) for number in (1, 2)}
    keys = {signer.secret(endpoint, number).public_key for endpoint in (ENDPOINT, UUID(int=1)) for number in (1, 2)}
    assert (len(texts), len(keys)) == (4, 4)
