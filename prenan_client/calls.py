"""One call, a stream, a collection: what everything else is made of."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Self

import httpx

from prenan_client.answer import Answer, Document
from prenan_client.patience import Patience
from prenan_client.problems import Unreachable, problem_of
from prenan_client.proof import ApiKey, ClientCredentials

TIMEOUT_SECONDS = 30.0


class Calls:
    """Calls to the platform, each repeated while what is in its way may pass; threads may share it."""

    def __init__(
        self,
        url: str,
        *,
        key: str | None = None,
        client: tuple[str, str] | None = None,
        patience: Patience | None = None,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        auth = ApiKey(key) if key else ClientCredentials(url, *client) if client else None
        self.patience = patience or Patience()
        self._http = httpx.Client(base_url=url, auth=auth, timeout=TIMEOUT_SECONDS, transport=transport)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the connections."""
        self._http.close()

    def call(
        self,
        method: str,
        path: str,
        *,
        body: Any = None,
        content: bytes | None = None,
        query: Mapping[str, Any] | None = None,
        headers: Mapping[str, str | None] | None = None,
        seconds: float = TIMEOUT_SECONDS,
    ) -> Answer:
        """One call of any kind, which lasts up to `seconds`; raises `Problem`, `Unreachable`."""
        request = self._request(method, path, query, headers, seconds, json=body, content=content)

        def attempt() -> Answer:
            answer = self._sent(request)
            return Answer(answer.json() if answer.content else None, answer.headers)

        return self.patience.until_done(attempt)

    def pages(self, path: str, *, min_position: str | None = None, **query: Any) -> Iterator[Answer]:
        """The pages of a collection, by the links that each gives to the next."""
        headers = {"Prenan-Min-Position": min_position}
        page = self.call("GET", path, query=query, headers=headers)
        yield page
        while link := page["next"]:
            page = self.call("GET", link, headers=headers)
            yield page

    def each(self, path: str, **query: Any) -> Iterator[Document]:
        """Every document of a collection; a page is asked for when the one before it was taken."""
        for page in self.pages(path, **query):
            yield from page["items"]

    @contextmanager
    def streamed(
        self, path: str, *, query: Mapping[str, Any], headers: Mapping[str, str | None], seconds: float
    ) -> Iterator[httpx.Response]:
        """An answer that is read as it comes, with at most `seconds` between two pieces of it."""
        request = self._request("GET", path, query, headers, seconds)
        answer = self.patience.until_done(lambda: self._sent(request, stream=True))
        try:
            yield answer
        finally:
            answer.close()

    def _request(
        self,
        method: str,
        path: str,
        query: Mapping[str, Any] | None,
        headers: Mapping[str, str | None] | None,
        seconds: float,
        **content: Any,
    ) -> httpx.Request:
        if not path.startswith("/"):
            raise ValueError(f"{path!r} is not a path of the platform: your proof is for nobody else.")
        given = {name: value for name, value in (query or {}).items() if value is not None}
        said = {name: value for name, value in (headers or {}).items() if value is not None}
        return self._http.build_request(method, path, params=given or None, headers=said, timeout=seconds, **content)

    def _sent(self, request: httpx.Request, *, stream: bool = False) -> httpx.Response:
        try:
            answer = self._http.send(request, stream=stream)
            if not answer.is_success:
                answer.read()
        except httpx.TransportError as error:
            raise Unreachable(f"{request.url.host} cannot be reached: {error or type(error).__name__}") from error
        if not answer.is_success:
            raise problem_of(answer)
        return answer
