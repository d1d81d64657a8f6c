"""What the kit does to a client, once in a step, to see what it does about it."""

import json
import re
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What happens to a call."""

    LOST = "lost"
    """It takes effect, and its answer is lost on the way."""
    AWAY = "away"
    BUSY = "busy"
    STALE = "stale"
    """Somebody else changed the thing meanwhile, it seems."""
    CUT = "cut"
    """The answer breaks off in the middle."""


@dataclass
class Fault:
    """Strikes the first call that fits."""

    kind: Kind
    method: str
    path: str
    """A regular expression for the whole path."""
    is_spent: bool = field(default=False, init=False)

    def strikes(self, method: str, path: str) -> bool:
        """Whether this call is struck; if so, no other is."""
        fits = not self.is_spent and method == self.method and re.fullmatch(self.path, path) is not None
        self.is_spent = self.is_spent or fits
        return fits


@dataclass(frozen=True)
class Refusal:
    """What the kit answers in the platform's place."""

    status: int
    code: str
    detail: str
    retry_after: int = 0

    @property
    def headers(self) -> dict[str, str]:
        """Those that the platform would send."""
        waiting = {"retry-after": str(self.retry_after)} if self.retry_after else {}
        return {"content-type": "application/problem+json", **waiting}

    @property
    def body(self) -> bytes:
        """A problem document as the platform makes it."""
        said = {"type": f"/problems/{self.code}", "title": self.detail, "status": self.status, "code": self.code}
        more = {"errors": [], "request_id": "conformance", "retryable": bool(self.retry_after)}
        return json.dumps({**said, "detail": self.detail, **more}).encode()


REFUSALS = {
    Kind.LOST: Refusal(504, "upstream-timeout", "The service did not answer in time", 2),
    Kind.AWAY: Refusal(503, "overloaded", "There is too much to do; repeat the request later", 2),
    Kind.BUSY: Refusal(429, "quota-exceeded", "More requests than the quota allows", 3),
    Kind.STALE: Refusal(412, "precondition-failed", "The thing changed since it was read; read it again"),
}
"""A cut answer is none of these: it begins as it should."""
