"""Time stamps from an authority (RFC 3161 over HTTP): a third party's word that a document existed."""

from hashlib import sha256
from typing import Any

import httpx
from rfc3161_client import (
    HashAlgorithm,
    PKIStatus,
    TimestampRequestBuilder,
    TimeStampResponse,
    decode_timestamp_response,
)

from chassis.client import client

STAMP_SECONDS = 5.0
"""How long an authority may take; a receipt that waits longer is stamped later."""
QUERY = "application/timestamp-query"
REPLY = "application/timestamp-reply"


class NoStamp(Exception):
    """The authority gave no usable time stamp: it is down, refused, or answered something else. Ask again later."""


class StampingAuthority:
    """An authority at an address. It learns the hash of what it stamps, never the thing."""

    def __init__(self, url: str, timeout: float = STAMP_SECONDS) -> None:
        self.url = url
        self._timeout = timeout

    async def stamp(self, data: bytes) -> bytes:
        """A TimeStampResp over the SHA-256 of `data`, with the authority's certificate in it.

        It answers this request; whether its signature is to be trusted is for those to check who have the roots.
        """
        query = TimestampRequestBuilder().data(data).hash_algorithm(HashAlgorithm.SHA256).build()
        answer = await self._answer(query.as_bytes())
        try:
            response = decode_timestamp_response(answer)
            granted = response.status in (PKIStatus.GRANTED, PKIStatus.GRANTED_WITH_MODS)
        except ValueError as flaw:
            raise NoStamp(f"{self.url} answered no time stamp: {flaw}") from flaw
        if not granted:
            raise NoStamp(f"{self.url} refused: {' '.join(response.status_string) or response.status}")
        if not _answers(response, query.nonce, data):
            raise NoStamp(f"{self.url} answered with the time stamp of something else")
        return answer

    async def _answer(self, query: bytes) -> bytes:
        try:
            async with client(timeout=self._timeout) as http:
                answer = await http.post(self.url, content=query, headers={"Content-Type": QUERY, "Accept": REPLY})
        except httpx.HTTPError as flaw:
            raise NoStamp(f"{self.url} does not answer: {flaw or type(flaw).__name__}") from flaw
        if answer.status_code != httpx.codes.OK:
            raise NoStamp(f"{self.url} answered {answer.status_code}")
        return answer.content


def _answers(response: TimeStampResponse, nonce: int | None, data: bytes) -> bool:
    said: Any = response.tst_info
    return bool(said.nonce == nonce and said.message_imprint.message == sha256(data).digest())
