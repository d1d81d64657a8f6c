"""The feed: everything once, from where one was, and no faster than it is told."""

from itertools import pairwise

from deploy.cli.conformance.positions import begun_at, is_stream, last_of
from deploy.cli.conformance.recording import Recording
from deploy.cli.conformance.rules.rule import Checks, rule

_LEAST_PAUSE_SECONDS = 1.0


@rule("docs/feeds.md")
def nothing_of_the_feed_is_skipped(recording: Recording) -> Checks:
    """The feed is read on from a position that was reached: nothing between two reads is left out."""
    reached = recording.start
    for one in recording.feed():
        begun = begun_at(one)
        if begun is None:
            yield f"{one}: begins at 'latest' instead of where it was"
        elif one.is_done or one.fault:
            yield f"{one}: begins after {begun}, but only {reached} was reached" if begun > reached else None
        if one.status == 200 and (is_stream(one) or not one.fault):  # noqa: PLR2004
            reached = max(reached, last_of(one))


@rule("docs/feeds.md")
def the_feed_is_not_read_anew(recording: Recording) -> Checks:
    """Who was interrupted goes on where it was, and does not begin again."""
    reached = None
    for one in recording.feed():
        begun = begun_at(one)
        if reached is not None and begun is not None:
            again = begun < reached
            yield f"{one}: begins after {begun} again, although it had all up to {reached}" if again else None
        if one.is_done and not is_stream(one):
            reached = max(reached or 0, last_of(one))


@rule("docs/feeds.md")
def the_end_of_the_feed_is_waited_for(recording: Recording) -> Checks:
    """At the end of the feed the client waits: by a stream, by `wait`, or a second at least."""
    for one, following in pairwise(recording.feed()):
        document = {} if is_stream(one) else one.document or {}
        if one.is_done and "head" in document and document["next"] >= document["head"]:
            waits = is_stream(following) or float(following.asked.parameter("wait") or 0) >= _LEAST_PAUSE_SECONDS
            soon = following.asked.at - one.at < _LEAST_PAUSE_SECONDS
            yield f"{following}: asks again at once although there was no more" if soon and not waits else None


RULES = (nothing_of_the_feed_is_skipped, the_feed_is_not_read_anew, the_end_of_the_feed_is_waited_for)
