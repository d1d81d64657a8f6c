"""Letters go to a folder, or to a server that speaks SMTP."""

import asyncio
import contextlib
import mailbox
from collections.abc import AsyncIterator
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from pathlib import Path

import pytest

from chassis.mail import Letter, LetterNotSent, mail_at

SITE = "https://achats.bretagne.example"
TEXT = "Le marché « Papier /a4 » a changé : {site}/fr/plan\n\nNe plus le savoir : {site}/fr/unsubscribe/alerts/1/a"
LETTER = Letter("0197f3a0", "a@forum.example", "Avis rectificatif : été", TEXT.format(site=""))


class Server:
    """As much of a mail server as one letter needs (RFC 5321)."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.closing(writer):
            writer.write(b"220 test\r\n")
            while line := await reader.readline():
                word = line.split(b" ")[0].strip().upper()
                if word == b"RCPT" and b"refused" in line:
                    writer.write(b"550 no such mailbox\r\n")
                elif word == b"DATA":
                    writer.write(b"354 go on\r\n")
                    content = await reader.readuntil(b"\r\n.\r\n")
                    self.letters.append(BytesParser(policy=default).parsebytes(content[:-5]))  # type: ignore[arg-type]
                    writer.write(b"250 taken\r\n")
                elif word == b"QUIT":
                    writer.write(b"221 bye\r\n")
                    return
                else:
                    writer.write(b"250 ok\r\n")


@contextlib.asynccontextmanager
async def a_server() -> AsyncIterator[tuple[Server, str]]:
    server = Server()
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    async with listening:
        port = listening.sockets[0].getsockname()[1]
        yield server, f"smtp://127.0.0.1:{port}?from=noreply@prenan.example"


def check(message: EmailMessage) -> None:
    assert (message["To"], message["Subject"]) == (LETTER.to, LETTER.subject)
    assert (message["From"], message["Message-ID"]) == ("noreply@prenan.example", "<0197f3a0@prenan.example>")
    assert message.get_content().split() == TEXT.format(site=SITE).split()
    assert message["List-Unsubscribe"] == f"<{SITE}/fr/unsubscribe/alerts/1/a>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


async def test_a_letter_goes_to_the_server() -> None:
    async with a_server() as (server, url):
        await mail_at(url, SITE).send(LETTER)
    [message] = server.letters
    check(message)


async def test_a_letter_goes_to_the_folder(tmp_path: Path) -> None:
    await mail_at(f"{(tmp_path / 'mail').as_uri()}?from=noreply@prenan.example", SITE).send(LETTER)
    with contextlib.closing(mailbox.Maildir(tmp_path / "mail", BytesParser(policy=default).parse)) as folder:  # type: ignore[arg-type]
        [message] = folder
    check(message)  # type: ignore[arg-type]


async def test_a_letter_that_the_server_refuses_says_why() -> None:
    async with a_server() as (server, url):
        with pytest.raises(LetterNotSent, match="no such mailbox"):
            await mail_at(url, SITE).send(Letter("1", "refused@forum.example", "a", "b"))
    assert server.letters == []


async def test_a_server_that_is_away_is_a_letter_that_was_not_sent() -> None:
    async with a_server() as (_, url):
        pass
    with pytest.raises(LetterNotSent):
        await mail_at(url, SITE).send(LETTER)


async def test_a_folder_that_cannot_be_written_is_a_letter_that_was_not_sent(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(LetterNotSent):
        await mail_at((tmp_path / "file" / "mail").as_uri(), SITE).send(LETTER)


@pytest.mark.parametrize("url", ["smtp://", "smtp://user:secret@host", "file:///", "mail"])
def test_a_url_that_names_no_mail_is_refused_at_once(url: str) -> None:
    with pytest.raises(ValueError, match="MAIL_URL"):
        mail_at(url, SITE)
