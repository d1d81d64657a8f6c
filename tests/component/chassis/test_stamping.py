"""The client of a stamping authority takes a stamp that answers its question, and nothing else."""

from hashlib import sha256
from pathlib import Path

import pytest
from rfc3161_client import decode_timestamp_response

from chassis.stamping import NoStamp, StampingAuthority
from deploy.embedded.ports import free_port
from tests.timestamping import LocalAuthority


async def test_a_stamp_is_about_the_hash_of_what_was_given(stamping_authority):
    stamp = await StampingAuthority(stamping_authority.url).stamp(b"receipt")
    said = decode_timestamp_response(stamp).tst_info
    assert said.message_imprint.message == sha256(b"receipt").digest()


class Answering(LocalAuthority):
    """Answers what it was told to, whatever it is asked."""

    answer = b""

    def reply(self, query: bytes) -> bytes:
        return self.answer


@pytest.fixture
def answering(stamping_authority, tmp_path: Path):
    authority = Answering(tmp_path)
    yield authority
    authority.close()


async def test_the_stamp_of_another_request_is_not_taken(answering, stamping_authority):
    answering.answer = await StampingAuthority(stamping_authority.url).stamp(b"receipt")
    with pytest.raises(NoStamp, match="something else"):
        await StampingAuthority(answering.url).stamp(b"receipt")


async def test_a_refusal_of_the_authority_is_told(answering, stamping_authority):
    answering.answer = stamping_authority.reply(b"nonsense")
    with pytest.raises(NoStamp, match="refused"):
        await StampingAuthority(answering.url).stamp(b"receipt")


async def test_an_answer_that_is_no_stamp_is_told(answering):
    answering.answer = b"<html>"
    with pytest.raises(NoStamp, match="no time stamp"):
        await StampingAuthority(answering.url).stamp(b"receipt")


async def test_an_authority_that_is_down_or_elsewhere_is_told(stamping_authority):
    with pytest.raises(NoStamp, match="does not answer"):
        await StampingAuthority(f"http://127.0.0.1:{free_port()}/").stamp(b"receipt")
    with pytest.raises(NoStamp, match="answered 404"):
        await StampingAuthority(f"{stamping_authority.url}elsewhere").stamp(b"receipt")
