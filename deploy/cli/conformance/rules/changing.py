"""Changes under the version that was read."""

from collections.abc import Iterator

from deploy.cli.conformance.exchange import Exchange
from deploy.cli.conformance.recording import Recording
from deploy.cli.conformance.rules.rule import Checks, rule

_STALE, _MISSING = 412, 428


def _puts(recording: Recording) -> Iterator[Exchange]:
    return (one for one in recording.exchanges if one.asked.method == "PUT")


def _before(recording: Recording, exchange: Exchange) -> Iterator[Exchange]:
    """The answers that told the client something of a thing before, the latest first."""
    place = recording.exchanges.index(exchange)
    path = exchange.asked.path
    for one in reversed(recording.exchanges[:place]):
        made = one.asked.method == "POST" and one.headers.get("location") == path
        if one.is_done and (one.asked.path == path or made):
            yield one


@rule("docs/decisions/0013-version-and-revision.md")
def changes_name_a_version(recording: Recording) -> Checks:
    """A PUT says by If-Match which version it changes, and not `*`, which overwrites what others did."""
    for one in _puts(recording):
        given = one.asked.headers.get("if-match", "")
        yield None if given not in {"", "*"} else f"{one}: If-Match is {given or 'missing'}"


@rule("docs/decisions/0013-version-and-revision.md")
def versions_are_those_that_were_read(recording: Recording) -> Checks:
    """If-Match holds the ETag of what was read last, as it was."""
    for one in _puts(recording):
        given = one.asked.headers.get("if-match", "")
        known = next((each.headers["etag"] for each in _before(recording, one) if "etag" in each.headers), None)
        if known and given not in {"", "*"}:
            yield None if given == known else f"{one}: If-Match is {given}, what was read last is {known}"


@rule("docs/decisions/0013-version-and-revision.md")
def what_changed_is_read_again(recording: Recording) -> Checks:
    """After a 412 the thing is read again before it is changed."""
    for one in _puts(recording):
        again = next(recording.after(one), None) if one.status == _STALE else None
        if again:
            read = next(_before(recording, again), None)
            fresh = read is not None and read.asked.method == "GET" and read.asked.at >= one.at
            yield None if fresh else f"{again}: sent again after a 412 without reading what is there now"


RULES = (changes_name_a_version, versions_are_those_that_were_read, what_changed_is_read_again)
