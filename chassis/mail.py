"""Sending electronic mail: one port over SMTP or a folder of this machine (Maildir)."""

import asyncio
import mailbox
import os
import smtplib
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Protocol
from urllib.parse import parse_qs, unquote, urlsplit

PATIENCE_SECONDS = 20.0


@dataclass(frozen=True)
class Letter:
    """A message to one person; `id` stays the same when it is sent again, so that readers can tell."""

    id: str
    to: str
    subject: str
    text: str

    def message(self, sender: str) -> EmailMessage:
        """The letter in the form in which it travels (RFC 5322)."""
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = sender, self.to, self.subject
        message["Message-ID"] = f"<{self.id}@{sender.rpartition('@')[2]}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(self.text)
        return message


class LetterNotSent(Exception):
    """The letter could not be handed over; it may be tried again."""


class Mail(Protocol):
    """Hands letters over."""

    async def send(self, letter: Letter) -> None:
        """Hand a letter over; raises `LetterNotSent`."""


class Smtp:
    """A mail server; every letter has a connection of its own."""

    def __init__(self, host: str, port: int, sender: str, *, starttls: bool) -> None:
        self._host, self._port, self._sender, self._starttls = host, port, sender, starttls

    async def send(self, letter: Letter) -> None:
        """Hand a letter to the server, which takes it or says why not; raises `LetterNotSent`."""
        try:
            await asyncio.to_thread(self._send, letter.message(self._sender))
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

    def __init__(self, folder: Path, sender: str) -> None:
        self._folder, self._sender = folder, sender

    async def send(self, letter: Letter) -> None:
        """Lay a letter into the folder; raises `LetterNotSent`."""
        try:
            await asyncio.to_thread(self._lay, letter.message(self._sender))
        except OSError as error:
            raise LetterNotSent(str(error)) from error

    def _lay(self, message: EmailMessage) -> None:
        folder = mailbox.Maildir(self._folder)
        try:
            folder.add(message)
        finally:
            folder.close()


def mail_at(url: str) -> Mail:
    """The mail that a URL names: `smtp://host:port?from=…&starttls=1`, or `file:///folder?from=…`.

    Credentials come from `MAIL_USER` and `MAIL_PASSWORD`, never from the URL.
    """
    parts = urlsplit(url)
    options = parse_qs(parts.query)
    sender = options.get("from", ["noreply@localhost"])[0]
    if parts.scheme == "file" and parts.path not in ("", "/"):
        return MailFolder(Path(unquote(parts.path)), sender)
    if parts.scheme == "smtp" and parts.hostname and parts.username is None:
        return Smtp(parts.hostname, parts.port or 25, sender, starttls="starttls" in options)
    msg = "MAIL_URL is smtp://host:port?from=… or file:///folder, without credentials"
    raise ValueError(msg)
