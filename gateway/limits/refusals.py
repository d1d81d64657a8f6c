"""How a request is refused that comes too often, or at the wrong moment."""

from math import ceil

from chassis.errors import Refusal

CALM_SECONDS = 2
"""After which a refused caller may try again."""


class QuotaExceeded(Refusal):
    """You asked too often; repeat the request after the seconds in Retry-After."""

    status = 429

    def headers(self) -> dict[str, str]:
        """When the next request would be taken."""
        return {"Retry-After": str(ceil(self.facts["wait_seconds"]))}


class Overloaded(Refusal):
    """There is too much to do at the moment; repeat the request after the seconds in Retry-After."""

    status = 503

    def headers(self) -> dict[str, str]:
        """When to try again."""
        return {"Retry-After": str(CALM_SECONDS)}
