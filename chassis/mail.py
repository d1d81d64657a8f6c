"""Sending electronic mail: one port over SMTP or a folder of this machine (Maildir).

Letters name pages by their paths, each at the end of a line; on the way out the public address comes before them.
"""

import asyncio
import mailbox
import os
import re
import smtplib
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Protocol
from urllib.parse import parse_qs, unquote, urlsplit

PATIENCE_SECONDS = 20.0
_PATH = re.compile(r"(?<!\S)/[a-z]\S*$", re.MULTILINE)
_ENDING = re.compile(r"\S+/unsubscribe/\S+$", re.MULTILINE)
"""The address of a page that ends such letters by a button, and by a POST (RFC 8058)."""


@dataclass(frozen=True)
class Letter:
    """A message to one person; `id` stays the same when it is sent again, so that readers can tell."""

    id: str
    to: str
    subject: str
    text: str

    def message(self, sender: str, site: str) -> EmailMessage:
        """The letter in the form in which it travels (RFC 5322); where one page ends such letters, it says which."""
        text = _PATH.sub(lambda path: f"{site}{path[0]}", self.text)
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = sender, self.to, self.subject
        message["Message-ID"] = f"<{self.id}@{sender.rpartition('@')[2]}>"
        message["Auto-Submitted"] = "auto-generated"
        endings = _ENDING.findall(text)
        if len(endings) == 1:
            message["List-Unsubscribe"] = f"<{endings[0]}>"
            message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        message.set_content(text)
        return message


class LetterNotSent(Exception):
    """The letter could not be handed over; it may be tried again."""


class Mail(Protocol):
    """Hands letters over."""

    async def send(self, letter: Letter) -> None:
        """Hand a letter over; raises `LetterNotSent`."""


class Smtp:
    """A mail server; every letter has a connection of its own."""

    def __init__(self, host: str, port: int, sender: str, site: str, *, starttls: bool) -> None:
        self._host, self._port, self._sender, self._site, self._starttls = host, port, sender, site, starttls

    async def send(self, letter: Letter) -> None:
        """Hand a letter to the server, which takes it or says why not; raises `LetterNotSent`."""
        try:
            await asyncio.to_thread(self._send, letter.message(self._sender, self._site))
        except (smtplib.SMTPException, OSError) as error:
            raise LetterNotSent(str(error) or type(error).__name__) from error

    def _send(self, message: EmailMessage) -> None:
        with smtplib.SMTP(self._host, self._port, timeout=PATIENCE_SECONDS) as server:
            if self._starttls:
                server.starttls()
            if user := os.environ.get("MAIL_USER"):
                server.login(user, os.environ.get("MAIL_PASSWORD", ""))
            server.send_message(message)


class MailFolder:
    """A Maildir of this machine, for installations that reach nobody."""

    def __init__(self, folder: Path, sender: str, site: str = "") -> None:
        self._folder, self._sender, self._site = folder, sender, site

    async def send(self, letter: Letter) -> None:
        """Lay a letter into the folder; raises `LetterNotSent`."""
        try:
            await asyncio.to_thread(self._lay, letter.message(self._sender, self._site))
        except OSError as error:
            raise LetterNotSent(str(error)) from error

    def _lay(self, message: EmailMessage) -> None:
        folder = mailbox.Maildir(self._folder)
        try:
            folder.add(message)
        finally:
            folder.close()


def mail_at(url: str, site: str) -> Mail:
    """The mail that a URL names: `smtp://host:port?from=…&starttls=1`, or `file:///folder?from=…`.

    `site` is where the pages are that letters name. Credentials come from `MAIL_USER` and `MAIL_PASSWORD`, never from
    the URL.
    """
    parts = urlsplit(url)
    options = parse_qs(parts.query)
    sender = options.get("from", ["noreply@localhost"])[0]
    if parts.scheme == "file" and parts.path not in ("", "/"):
        return MailFolder(Path(unquote(parts.path)), sender, site)
    if parts.scheme == "smtp" and parts.hostname and parts.username is None:
        return Smtp(parts.hostname, parts.port or 25, sender, site, starttls="starttls" in options)
    msg = "MAIL_URL is smtp://host:port?from=… or file:///folder, without credentials"
    raise ValueError(msg)
