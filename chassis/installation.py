"""Which kind of installation a database belongs to, so that the facts of a rehearsal never meet real ones."""

from chassis.persistence import Database

_CLAIM = "INSERT INTO installation (sandbox) VALUES ($1) ON CONFLICT DO NOTHING"
_KIND = "SELECT sandbox FROM installation"


class AnotherInstallation(RuntimeError):
    """A process was started on the database of an installation of the other kind."""

    def __init__(self, sandbox: bool) -> None:
        began, asked = ("a sandbox", "a real one") if sandbox else ("a real installation", "a sandbox")
        super().__init__(f"This database began as {began} and cannot become {asked}: give it another database.")


async def keep(database: Database) -> None:
    """Claim a database for this kind of installation at its first start; raises `AnotherInstallation` afterwards."""
    sandbox = database.clock.is_sandbox
    async with database.reads.acquire() as connection:
        await connection.execute(_CLAIM, sandbox)
        kept = await connection.fetchval(_KIND)
    if kept is not sandbox:
        raise AnotherInstallation(kept)
