"""Which gateway a command calls, and with which key."""

from pathlib import Path

from deploy.cli.failure import Failure
from deploy.embedded import recollection
from deploy.embedded.state import read_json

OPERATOR = "operator"


def address(home: Path, given: str | None) -> str:
    """The gateway's address: the given one, or that of the platform that runs from this home."""
    if given is None:
        return recollection.running(home).gateway
    if not given.startswith(("http://", "https://")):
        raise Failure(f"{given} is not an address of a gateway: it begins with http:// or https://.")
    return given.rstrip("/")


def key(home: Path, given: str | None) -> str:
    """The API key: the given one, or the operator's of this home."""
    found = given or read_json(home / "keys.json").get(OPERATOR)
    if not found:
        raise Failure(f"{home / 'keys.json'} holds no key of an operator: give one with --key or PRENAN_KEY.")
    return str(found).strip()
