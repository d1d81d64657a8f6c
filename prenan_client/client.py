"""The platform as a program calls it: calls that are repeated where that is safe, pages, feeds, files."""

import uuid
from collections.abc import Callable, Iterator
from typing import Any

from prenan_client.answer import Answer, Document
from prenan_client.calls import Calls
from prenan_client.exports import Export
from prenan_client.feed import Feed
from prenan_client.imports import Imports
from prenan_client.nouns import Noun
from prenan_client.problems import Stale

_EDITS = 5


class Prenan(Calls):
    """The public API at an address, for whoever holds a key, or a client's id and secret, or neither (public data).

    Every call waits out what passes (429, 503, a lost connection) as long as its `patience` lasts. A POST bears an
    `Idempotency-Key`, the same in each repetition: it is one act, whatever is lost on the way.
    """

    def get(self, path: str, *, min_position: str | None = None, owner: str | None = None, **query: Any) -> Answer:
        """Read; with `min_position` (a change's `position`) not before the answer has taken that change in."""
        headers = {"Prenan-Min-Position": min_position, "Prenan-Owner-Token": owner}
        return self.call("GET", path, query=query, headers=headers)

    def post(
        self,
        path: str,
        body: Any = None,
        *,
        once: str | None = None,
        if_match: str | None = None,
        owner: str | None = None,
        **query: Any,
    ) -> Answer:
        """Make something, or act on something.

        Give `once`, kept beside what it is for, where your program might die before the answer: then it is one act
        still. `owner` is the token by which a portal proves that a thing is its own to change.
        """
        headers = {"Idempotency-Key": once or str(uuid.uuid4()), "If-Match": if_match, "Prenan-Owner-Token": owner}
        return self.call("POST", path, body=body, query=query, headers=headers)

    def put(self, path: str, body: Any, *, if_match: str, owner: str | None = None) -> Answer:
        """Replace what was read as `if_match`; raises `Stale` where it changed since."""
        return self.call("PUT", path, body=body, headers={"If-Match": if_match, "Prenan-Owner-Token": owner})

    def edit(self, path: str, change: Callable[[Document], Document], *, owner: str | None = None) -> Answer:
        """Read, put what `change` makes of it, and begin again with what is read then where somebody was faster."""
        for left in reversed(range(_EDITS)):
            read = self.get(path, owner=owner)
            try:
                return self.put(path, change(read.document), if_match=read.etag or "", owner=owner)
            except Stale:
                if not left:
                    raise
        raise AssertionError

    def delete(self, path: str, *, if_match: str | None = None, owner: str | None = None) -> Answer:
        """Delete."""
        return self.call("DELETE", path, headers={"If-Match": if_match, "Prenan-Owner-Token": owner})

    def upload(
        self,
        path: str,
        content: bytes,
        media_type: str,
        *,
        once: str | None = None,
        owner: str | None = None,
        **query: Any,
    ) -> Answer:
        """Post a file."""
        proof = {"Idempotency-Key": once or str(uuid.uuid4()), "Prenan-Owner-Token": owner}
        return self.call("POST", path, content=content, query=query, headers={"Content-Type": media_type, **proof})

    def every(self, kind: type[Noun], **query: Any) -> Iterator[Noun]:
        """Every tender, contract, supplier … that passes the filters of its list."""
        return (kind.model_validate(document) for document in self.each(kind.path, **query))

    def one(self, kind: type[Noun], name: object, *, min_position: str | None = None) -> Noun:
        """A tender, contract, supplier … by its id, or what its path ends with."""
        return self.get(f"{kind.path}/{name}", min_position=min_position).of(kind)

    def feed(self, name: str, after: int | str = 0, **chosen: Any) -> Feed:
        """A feed from a position on (`latest`: what is yet to come); `type`, `department`, `cpv`, `buyer` choose."""
        return Feed(self, name, after, chosen)

    @property
    def imports(self) -> Imports:
        """Files in."""
        return Imports(self)

    def export(self, register: str, **filters: Any) -> Export:
        """All `contracts`, `suppliers` or `tenders` that pass the filters of their list."""
        return Export(self, register, filters)
