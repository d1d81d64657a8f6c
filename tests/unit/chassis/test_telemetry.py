"""What a log may not carry."""

import io
import json

import pytest
import structlog

from chassis import telemetry


@pytest.mark.parametrize("name", ["Prenan-Owner-Token", "prenan-transfer-token", "owner_token", "Authorization", "key"])
def test_a_secret_is_not_logged(name: str) -> None:
    stream = io.StringIO()
    telemetry.configure("test", stream)
    structlog.get_logger().info("said", **{name: "s3cret", "other": "shown"})
    line = json.loads(stream.getvalue())
    assert (line[name], line["other"]) == ("[redacted]", "shown")
