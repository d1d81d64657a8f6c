"""Collections page by page, and what a reader does not know."""

from urllib.parse import parse_qs, urlsplit

from deploy.cli.conformance.proxy import UNKNOWN
from deploy.cli.conformance.recording import Recording
from deploy.cli.conformance.rules.rule import Checks, rule


@rule("docs/guide/integration.md")
def cursors_are_given_back_as_they_were(recording: Recording) -> Checks:
    """A page is asked for by the link of another page: cursors are neither made nor changed."""
    given: set[str] = set()
    for one in recording.exchanges:
        if cursor := one.asked.parameter("cursor"):
            yield None if cursor in given else f"{one}: a cursor that no answer gave"
        document = one.document if isinstance(one.document, dict) else {}
        for link in (document.get("next"), document.get("prev")):
            if isinstance(link, str):
                given |= set(parse_qs(urlsplit(link).query).get("cursor", ()))


@rule("docs/guide/integration.md")
def unknown_members_are_overlooked(recording: Recording) -> Checks:
    """A member that the client does not know neither stops it nor is sent back."""
    for one in recording.changes():
        if one.asked.document is not None:
            back = UNKNOWN.encode() in one.asked.body
            yield f"{one}: sends back the member {UNKNOWN}, which it cannot know" if back else None


RULES = (cursors_are_given_back_as_they_were, unknown_members_are_overlooked)
