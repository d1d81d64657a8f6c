"""An endpoint: where somebody wants facts to be carried, which ones, and whether they still are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from chassis.auth import NotYours, Principal
from chassis.errors import Conflict, NotFound, Unacceptable
from contracts.catalogue import ACCESS, FEEDS, RESTRICTED
from contracts.filtering import About, Filter

MOST_OF_A_CLIENT = 20
"""Endpoints of one client: what all of them ask for is looked through for every fact."""
PUBLIC_FEEDS = tuple(FEEDS)
OWN = {"invitations": "sourcing"}
"""What a company hears of a restricted feed: the facts that name it, such as that it was asked, or answered."""
SCOPE_OF = {**{feed: ACCESS[topic] for feed, topic in RESTRICTED.items()}, "invitations": "profile:write"}
"""The scope that each feed which is not everybody's asks of its readers."""

ADMINISTRATION = "keys:admin"


class Status(StrEnum):
    """Whether facts are carried to an endpoint."""

    ACTIVE = "active"
    DISABLED = "disabled"


class Reason(StrEnum):
    """Why an endpoint is disabled."""

    OWNER = "owner"
    """Its owner said so."""
    GONE = "gone"
    """It answered 410."""
    FAILING = "failing"
    """It took nothing for three days."""
    SCOPE_LOST = "scope-lost"
    """No key of its client may read its feeds any more."""


class WebhookUnknown(NotFound):
    """There is no webhook of this id."""


class TooManyWebhooks(Conflict):
    """The client has as many webhooks as it may have; change or delete one of them."""


class WebhookDisabled(Conflict):
    """Nothing is carried to a webhook that is disabled; enable it first."""


class FeedNotFollowed(Unacceptable):
    """The webhook does not follow this feed."""


class FeedNotAllowed(Unacceptable):
    """A webhook follows only feeds that its key may read."""


@dataclass(kw_only=True)
class Endpoint:
    """Where a client wants the facts of `feeds` that pass `filter`; `email` is told when it is disabled."""

    id: UUID
    client: str
    organisation: str
    url: str
    description: str
    feeds: tuple[str, ...]
    filter: Filter
    email: str | None
    created_at: datetime
    status: Status = Status.ACTIVE
    reason: Reason | None = None
    disabled_at: datetime | None = None
    failing_since: datetime | None = None
    """When it first failed after it last took something."""
    told_at: datetime | None = None
    """When its owner was written to that it is disabled."""
    newest_secret: int = 1
    revision: int = 1

    def must_be_of(self, principal: Principal) -> None:
        """Raise `NotYours` unless it is this client's."""
        if (principal.client, principal.organisation or "") != (self.client, self.organisation):
            raise NotYours("This webhook belongs to another client")

    def must_be_visible_to(self, principal: Principal) -> None:
        """Raise `NotYours` unless it is this client's, or the principal administers its organisation."""
        if not (administers(principal) and principal.owns(self.organisation)):
            self.must_be_of(principal)

    def must_be_active(self) -> None:
        """Raise `WebhookDisabled` unless facts are carried to it."""
        if self.status is not Status.ACTIVE:
            raise WebhookDisabled(reason=self.reason, disabled_at=self.disabled_at)

    def must_follow(self, feed: str) -> None:
        """Raise `FeedNotFollowed` unless it follows a feed, or what is said there of its own company."""
        if not set(named_for(feed)) & set(self.feeds):
            raise FeedNotFollowed(feeds=list(self.feeds))

    def hears(self, feed: str, event: Mapping[str, Any], about: About) -> bool:
        """Whether it is told a fact of a feed that it follows: if it passes, and is its own where only those are."""
        is_heard = feed in self.feeds or event["data"].get("identifier") == {"scheme": "SIRET", "id": self.organisation}
        return is_heard and self.filter.passes(event["type"], about)

    def disable(self, reason: Reason, now: datetime) -> None:
        """Carry nothing to it any more; whoever disabled it first is remembered."""
        if self.status is Status.ACTIVE:
            self.status, self.reason, self.disabled_at, self.told_at = Status.DISABLED, reason, now, None

    def enable(self) -> None:
        """Carry facts to it again, from now on."""
        self.status, self.reason, self.disabled_at, self.failing_since = Status.ACTIVE, None, None, None


def named_for(feed: str) -> list[str]:
    """By which names webhooks follow a feed, or what is said there of their own companies."""
    return [feed, *(name for name, whole in OWN.items() if whole == feed)]


def administers(principal: Principal) -> bool:
    """Whether somebody looks after the clients of an organisation."""
    return ADMINISTRATION in principal.scopes


def check_feeds(feeds: tuple[str, ...], scopes: frozenset[str]) -> None:
    """Raise `FeedNotAllowed` where one of the feeds asks for a scope that is not among these."""
    closed = [feed for feed in feeds if feed in SCOPE_OF and SCOPE_OF[feed] not in scopes]
    if closed:
        raise FeedNotAllowed(feeds=closed, scopes=[SCOPE_OF[feed] for feed in closed])
