"""Looking for words in everything that somebody with every right to read could read."""

import asyncio
import base64
import gzip
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg
import httpx

from deploy.embedded import DATABASES
from deploy.embedded.addresses import renamed
from deploy.embedded.recollection import topology
from tests.e2e.platforms import PlatformUnderTest

GZIP = b"\x1f\x8b\x08"
PIECE = 1024 * 1024
_TABLES = """
    SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) FROM pg_tables
    WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
"""


def disguises(word: str) -> set[bytes]:
    """A word as it may lie somewhere: in clear, as UTF-16, in hexadecimal, in base64 at any place."""
    plain = word.encode()
    wide = word.encode("utf-16-le")
    found = {plain, wide, word.encode("utf-16-be"), plain.hex().encode(), plain.hex().upper().encode()}
    for form in (plain, wide):
        for before in range(3):
            whole = base64.b64encode(bytes(before) + form)
            found.add(whole[4 if before else 0 : -4])  # what no neighbour changes
    return found | {one.translate(bytes.maketrans(b"+/", b"-_")) for one in found}


@dataclass(frozen=True)
class Sought:
    """Words to look for, each in all its disguises."""

    words: Mapping[str, set[bytes]]

    @classmethod
    def of(cls, words: Iterable[str]) -> "Sought":
        return cls({word: disguises(word) for word in words})

    def within(self, content: bytes) -> set[str]:
        """The words that some bytes hold, compressed ones too."""
        found = {word for word, forms in self.words.items() if any(form in content for form in forms)}
        return found | (self.within(_unpacked(content)) if content.startswith(GZIP) else set())

    def in_file(self, file: Path) -> set[str]:
        """The words that a file holds, read piece by piece with an overlap."""
        found: set[str] = set()
        longest = max(len(form) for forms in self.words.values() for form in forms)
        with file.open("rb") as content:
            kept = b""
            while piece := content.read(PIECE):
                found |= self.within(_without_void(kept + piece))
                kept = piece[-longest:]
        return found


def _without_void(content: bytes) -> bytes:
    """Bytes without the zeros at their ends, but one that a letter of UTF-16 may need: logs are mostly void."""
    return b"\0" + content.strip(b"\0") + b"\0"


def _unpacked(content: bytes) -> bytes:
    try:
        return gzip.decompress(content)
    except (OSError, EOFError):
        return b""


class Search:
    """Everything of a platform that can be read, by name; what holds which words."""

    def __init__(self, platform: PlatformUnderTest, sought: Iterable[str]) -> None:
        self._platform, self._sought = platform, Sought.of(sought)
        self._topology = topology(platform.home)

    async def everywhere(self) -> dict[str, set[str]]:
        """Files, databases, processes and public answers that hold a word."""
        found = {**await self.in_databases(), **await asyncio.to_thread(self._in_files), **self._in_processes()}
        found |= await self.in_answers(await self.said())
        return {name: words for name, words in found.items() if words}

    async def in_databases(self) -> dict[str, set[str]]:
        """Every row of every table, as a dump has them; and all that is in memory goes to the files first."""
        found = {}
        for name in DATABASES:
            connection = await asyncpg.connect(renamed(self._topology.administrator, name))
            try:
                await connection.execute("CHECKPOINT")
                for (table,) in await connection.fetch(_TABLES):
                    rows = io.BytesIO()
                    await connection.copy_from_query(f"SELECT * FROM {table}", output=rows)
                    found[f"{name} {table}"] = self._sought.within(rows.getvalue())
            finally:
                await connection.close()
        return found

    async def said(self) -> dict[str, bytes]:
        """The metrics of every process, and every feed."""
        known = self._topology
        addresses = {f"{known.gateway}/metrics"}
        addresses |= {f"http://127.0.0.1:{port}/metrics" for name, port in known.ports.items() if _serves_metrics(name)}
        addresses |= {f"{known.gateway}/feed/{feed}?limit=1000&include=body" for feed in ("procedures", "suppliers")}
        async with httpx.AsyncClient(timeout=30) as http:
            return {address: (await http.get(address)).raise_for_status().content for address in sorted(addresses)}

    async def in_answers(self, answers: Mapping[str, bytes]) -> dict[str, set[str]]:
        return {address: self._sought.within(content) for address, content in answers.items()}

    def in_logs(self) -> dict[str, set[str]]:
        """What the logs of all processes and of the database server say."""
        return {str(file): self._sought.in_file(file) for file in self.files() if ".log" in file.name}

    def files(self) -> Iterator[Path]:
        """Data, write-ahead log and temporary files of the database, storage, broker, logs, mail, checkpoints."""
        home = self._platform.home
        folders = {home, self.data_folder()}
        for folder in folders:
            yield from (path for path in folder.rglob("*") if path.is_file())
        yield home.parent / f"{home.name}.log"

    def data_folder(self) -> Path:
        """Where the database server keeps its data."""
        port = urlsplit(self._topology.administrator).port
        [command] = [words for words in _commands(self._platform) if "-D" in words and f"port={port}" in words]
        return Path(command[command.index("-D") + 1])

    def _in_files(self) -> dict[str, set[str]]:
        found = {}
        for file in self.files():
            try:
                found[str(file)] = self._sought.in_file(file)
            except FileNotFoundError:  # the server recycles its own
                continue
        return found

    def _in_processes(self) -> dict[str, set[str]]:
        """What each process was told at its start."""
        told = {pid: Path(f"/proc/{pid}/environ").read_bytes() for pid in self._platform.processes()}
        return {f"environment of {pid}": self._sought.within(content) for pid, content in told.items()}


def _serves_metrics(name: str) -> bool:
    return name not in ("postgres", "kafka", "kafka-controller")


def _commands(platform: PlatformUnderTest) -> list[list[str]]:
    files = (Path(f"/proc/{pid}/cmdline") for pid in platform.processes())
    return [file.read_bytes().decode().split("\0") for file in files]
