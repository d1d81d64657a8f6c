"""`python -m deploy.documents [--check]`: the services' OpenAPI documents as committed in `contracts/openapi/`."""

import os
import subprocess
import sys
from pathlib import Path

SERVICES = ("tenders", "suppliers", "analytics")
FOLDER = Path(__file__).parent.parent / "contracts" / "openapi"
_SETTINGS = {
    "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
    "PLATFORM_SECRET": "only to describe, never to serve",
}


def generated(service: str) -> bytes:
    """The document of a service, from its code; the service is not started."""
    command = [sys.executable, "-m", "chassis.documents", f"services.{service}.main:create_app"]
    return subprocess.run(command, check=True, capture_output=True, env={**os.environ, **_SETTINGS}).stdout


def main(arguments: list[str]) -> int:
    """Write the documents; with `--check` only say which differ, and answer 1 if any does."""
    drifted = []
    for service in SERVICES:
        path, document = FOLDER / f"{service}.json", generated(service)
        if not path.exists() or path.read_bytes() != document:
            drifted.append(path.name)
        if "--check" not in arguments:
            FOLDER.mkdir(exist_ok=True)
            path.write_bytes(document)
    if drifted and "--check" in arguments:
        sys.stderr.write(f"contracts/openapi is behind the code: {', '.join(drifted)}; write it with `make fix`\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
