"""Bytes as text and words as bytes: each value has one writing, so that nothing can be rewritten unseen."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from typing import Any


def text(data: bytes) -> str:
    """Base64url without padding (RFC 7515 §2)."""
    return urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def raw(word: str) -> bytes:
    """The bytes of base64url without padding; `ValueError` for any other writing of them."""
    data = urlsafe_b64decode(word.encode("ascii") + b"=" * (-len(word) % 4))
    if text(data) != word:
        raise ValueError("not base64url without padding, or not its only writing")
    return data


def framed(*words: bytes) -> bytes:
    """Words one after the other, each behind its length in four bytes, most significant first: no two lists agree."""
    return b"".join(len(word).to_bytes(4, "big") + word for word in words)


def compact_json(document: Mapping[str, Any]) -> bytes:
    """UTF-8 JSON without blanks, members in the order of their names."""
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
