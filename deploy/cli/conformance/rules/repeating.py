"""What a client does about a lost answer, a refusal of the moment, and one for good."""

import re
from collections.abc import Iterator

from deploy.cli.conformance.exchange import Exchange
from deploy.cli.conformance.recording import Recording
from deploy.cli.conformance.rules.rule import Checks, rule

_KEY = "idempotency-key"
_EARLY_SECONDS = 0.05
"""Clocks and schedulers are no better than this."""
_KEYLESS = re.compile(
    r"/(procedure-advice|tenders/[^/]+/(documents|bid-check|pieces|sealed-pieces|opening/shares))", re.ASCII
)
"""Posts that make nothing, or only what bears a name or digest of its own."""


def _creating(recording: Recording) -> Iterator[Exchange]:
    posts = (one for one in recording.changes() if one.asked.method == "POST")
    return (one for one in posts if not _KEYLESS.fullmatch(one.asked.path))


@rule("docs/limits.md")
def posts_bear_a_key(recording: Recording) -> Checks:
    """Every POST bears an Idempotency-Key, so that it is one act whatever is lost on the way."""
    for one in _creating(recording):
        yield None if one.asked.headers.get(_KEY) else f"{one} bears none"


@rule("docs/limits.md")
def one_key_is_one_act(recording: Recording) -> Checks:
    """A key is used for one request and its repetitions, to the letter."""
    first: dict[str, Exchange] = {}
    for one in _creating(recording):
        if key := one.asked.headers.get(_KEY):
            known = first.setdefault(key, one)
            if known is not one:
                yield None if known.asked.same_as(one.asked) else f"{one} bears the key of another request"


@rule("docs/limits.md")
def repetitions_bear_the_same_key(recording: Recording) -> Checks:
    """What is repeated after a lost answer or a refusal of the moment bears the key that it bore."""
    for one in _creating(recording):
        again = next(recording.after(one), None) if one.is_passing else None
        if again and again.asked.body == one.asked.body:
            same = one.asked.headers.get(_KEY) == again.asked.headers.get(_KEY)
            yield None if same else f"{again}: another key than the first time, so it may have happened twice"


@rule("docs/limits.md")
def what_passes_is_repeated(recording: Recording) -> Checks:
    """A call that was refused for a moment (429, 503, 504) is repeated."""
    for one in recording.exchanges:
        if one.is_passing and (one.fault or one is not recording.exchanges[-1]):
            yield None if any(recording.after(one)) else f"{one}: {one.status}, and the client gave it up"


@rule("docs/limits.md")
def nobody_comes_too_soon(recording: Recording) -> Checks:
    """Who is asked to wait (Retry-After) waits as long."""
    for one in recording.exchanges:
        again = next(recording.after(one), None) if one.retry_after else None
        if again:
            waited = again.asked.at - one.at
            early = waited < one.retry_after - _EARLY_SECONDS
            yield f"{again} after {waited:.1f} s instead of {one.retry_after:.0f} s" if early else None


@rule("docs/limits.md")
def refusals_are_not_repeated(recording: Recording) -> Checks:
    """A call that was refused for what it says is not sent again as it was."""
    for one in recording.changes():
        if one.status in {400, 403, 404, 409, 422} and one.code != "still-in-progress":
            again = any(later.asked.same_as(one.asked) for later in recording.after(one))
            yield f"{one}: refused as {one.code}, and sent again unchanged" if again else None


RULES = (
    posts_bear_a_key,
    one_key_is_one_act,
    repetitions_bear_the_same_key,
    what_passes_is_repeated,
    nobody_comes_too_soon,
    refusals_are_not_repeated,
)
