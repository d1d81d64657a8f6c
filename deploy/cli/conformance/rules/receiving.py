"""The receiver of webhooks, by how it answered deliveries that the kit made."""

import httpx

from deploy.cli.conformance.recording import Recording
from deploy.cli.conformance.rules.rule import Checks, rule

GENUINE, FORGED, OLD, REPEATED = "genuine", "forged", "old", "repeated"
_ALL = "docs/webhooks.md"


def _answered(recording: Recording, probe: str, *, taken: bool) -> Checks:
    """Whether a delivery was taken, or refused, as it should be; silence is neither."""
    if probe in recording.probes:
        status = recording.probes[probe]
        good = httpx.codes.is_success(status) if taken else httpx.codes.is_client_error(status)
        yield None if good else f"the {probe} delivery was answered with {status or 'nothing'}"


@rule(_ALL)
def genuine_deliveries_are_taken(recording: Recording) -> Checks:
    """A delivery that is signed is answered with 2xx."""
    return _answered(recording, GENUINE, taken=True)


@rule(_ALL)
def forged_deliveries_are_refused(recording: Recording) -> Checks:
    """A delivery whose signature is wrong is answered with 4xx."""
    return _answered(recording, FORGED, taken=False)


@rule(_ALL)
def old_deliveries_are_refused(recording: Recording) -> Checks:
    """A delivery whose time is an hour back is answered with 4xx, although its signature is right."""
    return _answered(recording, OLD, taken=False)


@rule(_ALL)
def deliveries_may_come_twice(recording: Recording) -> Checks:
    """A delivery that comes again, by the same webhook-id, is answered with 2xx."""
    return _answered(recording, REPEATED, taken=True)


RULES = (
    genuine_deliveries_are_taken,
    forged_deliveries_are_refused,
    old_deliveries_are_refused,
    deliveries_may_come_twice,
)
