"""`python -m chassis.documents MODULE:FACTORY` prints the OpenAPI document of an application, without starting it."""

import importlib
import sys

import orjson


def main(target: str) -> None:
    """Print the document with sorted keys, so that a change shows as a small difference."""
    module, _, factory = target.partition(":")
    app = getattr(importlib.import_module(module), factory)()
    options = orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE
    sys.stdout.buffer.write(orjson.dumps(app.openapi(), option=options))


if __name__ == "__main__":
    main(sys.argv[1])
