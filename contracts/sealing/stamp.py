"""Time stamps (RFC 3161): a third party's word that something existed at an instant."""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from cryptography.x509 import Certificate

from .refusals import ReceiptBroken


def stamped_at(stamp: bytes, data: bytes, roots: Iterable[Certificate]) -> datetime:
    """The instant of a time stamp over the SHA-256 of `data`, whose authority one of the roots must vouch for."""
    # Imported here: who only seals needs no rfc3161-client.
    from rfc3161_client import VerificationError, VerifierBuilder, decode_timestamp_response  # noqa: PLC0415

    builder = VerifierBuilder()
    for root in dict.fromkeys(roots):
        builder = builder.add_root_certificate(root)
    try:
        response = decode_timestamp_response(stamp)
        builder.build().verify(response, sha256(data).digest())
    except (VerificationError, ValueError) as flaw:
        raise ReceiptBroken(f"the time stamp does not hold: {flaw}") from flaw
    return response.tst_info.gen_time
