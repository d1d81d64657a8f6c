"""Who calls, and how it shows that."""

from itertools import pairwise

from deploy.cli.conformance.recording import Recording
from deploy.cli.conformance.rules.rule import Checks, rule

_SECRETS = ("prn_live_", "eyJ")
_OWNER = "prenan-owner-token"


@rule("docs/identity.md")
def secrets_stay_in_headers(recording: Recording) -> Checks:
    """Keys, tokens and owner tokens are sent in headers, never in an address."""
    owners = {one.headers[_OWNER] for one in recording.exchanges if _OWNER in one.headers}
    for one in recording.exchanges:
        values = [value for given in one.asked.query.values() for value in given]
        shown = any(value.startswith(_SECRETS) or value in owners for value in values)
        yield f"{one}: the address holds a secret; addresses are written to logs" if shown else None


@rule("docs/identity.md")
def tokens_are_kept(recording: Recording) -> Checks:
    """An access token is used until it ends, not asked for before each call."""
    tokens = recording.tokens()
    for first, second in pairwise(tokens):
        lasts = (first.document or {}).get("expires_in", 0) if first.is_done else 0
        early = second.asked.at - first.at < lasts / 2
        yield f"another token after {second.asked.at - first.at:.0f} s of {lasts}" if early else None
    if len(tokens) == 1:
        yield None


@rule("docs/portals.md")
def owner_tokens_are_kept(recording: Recording) -> Checks:
    """A portal keeps the owner token of what it made, and proves by it that it may change it."""
    for one in recording.changes():
        if one.code.startswith("owner-token"):
            yield f"{one}: {one.code}"
        elif _OWNER in one.asked.headers:
            yield None


RULES = (secrets_stay_in_headers, tokens_are_kept, owner_tokens_are_kept)
