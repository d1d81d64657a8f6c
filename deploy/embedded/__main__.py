"""`python -m deploy.embedded up|forget`: what `prenan up` and `make clean-data` do."""

import argparse
import asyncio
import os
import sys
from datetime import date
from pathlib import Path

from deploy.embedded.refusal import CannotStart


def main() -> int:
    """Run the command asked for; 2 where it cannot, with one line that says why."""
    arguments = _arguments()
    try:
        if arguments.command == "forget":
            _forget(arguments.home)
        else:
            _up(arguments)
    except CannotStart as refusal:
        sys.stderr.write(f"{refusal}\n")
        return refusal.exit_code
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m deploy.embedded")
    parser.add_argument("command", choices=["up", "forget"])
    parser.add_argument("--home", type=Path, default=Path(os.environ.get("PRENAN_HOME", ".prenan")))
    parser.add_argument("--bus", choices=["feed", "kafka"], default=os.environ.get("BUS", "feed"))
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
    parser.add_argument("--no-sample", dest="sample", action="store_false")
    parser.add_argument("--sandbox", type=float, default=os.environ.get("PRENAN_SANDBOX_SPEED") or None)
    start = os.environ.get("PRENAN_SANDBOX_START") or None
    parser.add_argument("--sandbox-start", type=date.fromisoformat, default=start)
    return parser.parse_args()


def _forget(home: Path) -> None:
    from deploy.embedded.forgetting import forget  # noqa: PLC0415 -- works before anything is installed

    forget(home)


def _up(arguments: argparse.Namespace) -> None:
    from deploy.embedded.sandbox import Wish  # noqa: PLC0415 -- as the next
    from deploy.embedded.startup import up  # noqa: PLC0415 -- needs the installed libraries

    wish = Wish(arguments.sandbox, arguments.sandbox_start)
    asyncio.run(up(arguments.home, bus=arguments.bus, port=arguments.port, sample=arguments.sample, wish=wish))


if __name__ == "__main__":
    sys.exit(main())
