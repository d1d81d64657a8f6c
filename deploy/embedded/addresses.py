"""`DATABASE_URL`s: the same server seen by another role or in another database."""

from urllib.parse import quote, urlsplit


def renamed(address: str, database: str) -> str:
    """The same server and role, in another database."""
    return urlsplit(address)._replace(path=f"/{database}").geturl()


def seen_by(address: str, role: str, password: str | None, database: str | None = None) -> str:
    """The same server for another role, in the database of its name or another."""
    target = urlsplit(address)
    login = f"{role}:{quote(password, safe='')}" if password else role
    return target._replace(netloc=f"{login}@{target.netloc.rpartition('@')[2]}", path=f"/{database or role}").geturl()
