"""The few pages for people: plain HTML made from the OpenAPI document, with no request to anyone else."""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from gateway.operations import METHODS

_STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem 1.5rem 4rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-top: 2.5rem; }
a { color: LinkText; } code, kbd { font-family: ui-monospace, monospace; }
summary { cursor: pointer; padding: .4rem 0; } details { border-bottom: 1px solid #8886; }
details > div { padding: 0 0 1rem 1rem; } .method { display: inline-block; min-width: 4.5rem; font-weight: 700; }
table { border-collapse: collapse; width: 100%; } caption { text-align: left; font-weight: 600; padding: .5rem 0; }
th, td { text-align: left; vertical-align: top; padding: .25rem 1rem .25rem 0; border-bottom: 1px solid #8883; }
"""
Node = Mapping[str, Any]


def page(title: str, body: str) -> bytes:
    """A whole page."""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>"
        f"<body><main><h1>{escape(title)}</h1>{body}</main></body></html>"
    ).encode()


def documentation(document: Node) -> bytes:
    """Every operation of an OpenAPI document, by tag."""
    by_tag: dict[str, list[str]] = {}
    for path, item in document["paths"].items():
        for method in METHODS:
            if operation := item.get(method):
                shown = _operation(method, path, operation)
                by_tag.setdefault(next(iter(operation.get("tags", ())), "more"), []).append(shown)
    sections = "".join(f"<section><h2>{escape(tag)}</h2>{''.join(shown)}</section>" for tag, shown in by_tag.items())
    info = document["info"]
    links = '<p><a href="/openapi.json">OpenAPI document</a> · <a href="/problems">Problems</a></p>'
    return page(f"{info['title']} {info['version']}", f"<p>{escape(info['description'])}</p>{links}{sections}")


def _operation(method: str, path: str, operation: Node) -> str:
    access = operation["x-access"]
    known = {"public": "public", "authenticated": "needs a key"}
    needs = known.get(access) or f"needs the scope {access.replace(' ', ' or ')}"
    head = f'<span class="method">{method.upper()}</span> <code>{escape(path)}</code> {_text(operation["summary"])}'
    parameters = (
        (one["name"], one["in"] + (", required" if one.get("required") else ""), one.get("description", ""))
        for one in operation.get("parameters", ())
    )
    answers = ((status, entry.get("description", ""), "") for status, entry in operation["responses"].items())
    body = f"<p>{_text(operation.get('description', ''))}</p><p>Access: {_text(needs)}</p>"
    tables = _table("Parameters", parameters) + _table("Answers", answers)
    return f"<details><summary>{head}</summary><div>{body}{tables}</div></details>"


def _table(caption: str, rows: Iterable[tuple[str, str, str]]) -> str:
    shown = "".join(
        f'<tr><th scope="row"><code>{escape(name)}</code></th><td>{_text(kind)}</td><td>{_text(more)}</td></tr>'
        for name, kind, more in rows
    )
    return f"<table><caption>{caption}</caption><tbody>{shown}</tbody></table>" if shown else ""


def _text(value: str) -> str:
    return escape(value).replace("\n\n", "<br>")


def problem_list(problems: Iterable[Node]) -> bytes:
    """Every code."""
    rows = "".join(
        f'<tr><th scope="row"><a href="/problems/{escape(one["code"])}">{escape(one["code"])}</a></th>'
        f"<td>{one['status']}</td><td>{_text(one['title'])}</td></tr>"
        for one in problems
    )
    return page("Problems", f"<table><caption>Codes of all problems</caption><tbody>{rows}</tbody></table>")


def problem_page(problem: Node) -> bytes:
    """What a code means and what to do."""
    return page(
        str(problem["title"]),
        f"<p><code>{escape(problem['code'])}</code>, HTTP status {problem['status']}</p>"
        f"<p>{_text(problem['detail'])}</p><h2>What to do</h2><p>{_text(problem['what_to_do'])}</p>"
        '<p><a href="/problems">All problems</a></p>',
    )
