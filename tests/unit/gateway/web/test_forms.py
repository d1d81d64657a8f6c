"""Forms with files are read as they stream in, wherever the stream is cut."""

from collections.abc import AsyncIterator

import pytest
from starlette.requests import Request

from gateway.web.forms import FormBroken, Multipart, fields_of

BOUNDARY = "----WebKitFormBoundary7MA4YWxkTrZu0gW"
CONTENT = b"\r\n--\r\n" + bytes(range(256)) + b"\r\n------WebKitFormBoundary"
FORM = (
    b'--%(b)s\r\nContent-Disposition: form-data; name="siret"\r\n\r\n00000101600013\r\n'
    b'--%(b)s\r\nContent-Disposition: form-data; name="name"\r\n\r\n\r\n'
    b'--%(b)s\r\nContent-Disposition: form-data; name="piece:plan:1"; '
    b'filename="C:\\\\plans\\\\m\xc3\xa9moire %%22a%%22.pdf"'
    b"\r\nContent-Type: application/pdf\r\n\r\n%(c)s\r\n"
    b'--%(b)s\r\nContent-Disposition: form-data; name="piece:annex:"; filename=""\r\n\r\n\r\n'
    b"--%(b)s--\r\n"
) % {b"b": BOUNDARY.encode(), b"c": CONTENT}


def sent(*chunks: bytes, media_type: str = f"multipart/form-data; boundary={BOUNDARY}") -> Request:
    """A request whose body comes in these pieces."""
    messages = [{"type": "http.request", "body": chunk, "more_body": True} for chunk in chunks]
    messages.append({"type": "http.request", "body": b"", "more_body": False})

    async def receive() -> dict[str, object]:
        return messages.pop(0)

    headers = [(b"content-type", media_type.encode())]
    return Request({"type": "http", "method": "POST", "headers": headers}, receive)


async def read(request: Request) -> list[tuple[str, str | None, bytes]]:
    async def whole(content: AsyncIterator[bytes]) -> bytes:
        return b"".join([chunk async for chunk in content])

    return [(part.name, part.filename, await whole(part.content)) async for part in Multipart(request).parts()]


@pytest.mark.parametrize("size", [1, 2, 7, 61, 4096])
async def test_fields_and_files_are_what_was_sent_however_it_is_cut(size: int) -> None:
    chunks = [FORM[start : start + size] for start in range(0, len(FORM), size)]
    assert await read(sent(*chunks)) == [
        ("siret", None, b"00000101600013"),
        ("name", None, b""),
        ("piece:plan:1", 'mémoire "a".pdf', CONTENT),
        ("piece:annex:", "", b""),
    ]


async def test_a_part_that_nobody_reads_is_passed_over() -> None:
    assert [part.name async for part in Multipart(sent(FORM)).parts()] == [
        "siret",
        "name",
        "piece:plan:1",
        "piece:annex:",
    ]


async def test_no_more_than_what_came_is_held() -> None:
    given: list[int] = []

    async def read_on(multipart: Multipart) -> None:
        async for part in multipart.parts():
            async for chunk in part.content:
                given.append(len(chunk))  # noqa: PERF401 - the last one breaks off

    with pytest.raises(FormBroken):
        await read_on(Multipart(sent(FORM[: FORM.index(CONTENT)], *[b"x" * 65536] * 40)))
    assert len(given) > 39
    assert max(given) < 2 * 65536


@pytest.mark.parametrize("end", [0, 30, 80, 400, len(FORM) - 6])
async def test_a_form_that_breaks_off_is_refused(end: int) -> None:
    with pytest.raises(FormBroken):
        await read(sent(FORM[:end]))


async def test_plain_forms_are_read_whole_and_other_bodies_not_at_all() -> None:
    plain = "application/x-www-form-urlencoded"
    form = await fields_of(sent(b"q=l%C3%A9gumes+bio&lots=1&lo", b"ts=2&empty=", media_type=plain))
    assert form.multi_items() == [("q", "légumes bio"), ("lots", "1"), ("lots", "2"), ("empty", "")]
    assert not await fields_of(sent(b"{}", media_type="application/json"))
