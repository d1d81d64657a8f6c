"""Whether two versions of a schema can read each other's events.

Within a major version both directions have to work: what an old writer wrote, a new reader reads, and the reverse. So
the only change that is not a break is a new optional field.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

_ANNOTATIONS = frozenset({"$schema", "$id", "$defs", "title", "description", "examples", "deprecated", "$comment"})
_COMPARED = frozenset({"$ref", "properties", "required", "items", "prefixItems", "anyOf", "oneOf", "enum", "const"})
_LOWER = frozenset({"minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"})
_UPPER = frozenset({"maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"})
_MISSING = object()

Schema = Mapping[str, Any]


@dataclass(frozen=True)
class Break:
    """A change that makes one version unable to read the other; `pointer` leads to it in the event."""

    pointer: str
    reason: str

    def __str__(self) -> str:
        return f"{self.pointer or '/'}: {self.reason}"


@dataclass
class _Comparison:
    """Two whole documents, and the pairs of definitions already compared (definitions may refer to themselves)."""

    old: Schema
    new: Schema
    seen: set[tuple[str, str]] = field(default_factory=set)

    def resolved(self, node: Schema, root: Schema) -> Schema:
        """The node with its reference replaced by what it points to; words beside the reference stay."""
        while "$ref" in node:
            target: Any = root
            for part in node["$ref"].removeprefix("#/").split("/"):
                target = target[part]
            node = {**target, **{key: value for key, value in node.items() if key != "$ref"}}
        return node

    def compare(self, pointer: str, old: Schema, new: Schema) -> Iterator[Break]:
        """Every break below this node."""
        pair = (old.get("$ref", ""), new.get("$ref", ""))
        if all(pair) and pair in self.seen and _beside(old) == _beside(new):
            return
        self.seen.add(pair)
        old, new = self.resolved(old, self.old), self.resolved(new, self.new)
        yield from _values(pointer, old, new)
        yield from _limits(pointer, old, new)
        yield from self._fields(pointer, old, new)
        yield from self._parts(pointer, old, new)

    def _fields(self, pointer: str, old: Schema, new: Schema) -> Iterator[Break]:
        before, after = old.get("properties", {}), new.get("properties", {})
        was_required, is_required = set(old.get("required", ())), set(new.get("required", ()))
        for name in before:
            here = f"{pointer}/{name}"
            if name not in after:
                yield Break(here, "field removed")
                continue
            if (name in was_required) != (name in is_required):
                yield Break(here, f"was {_need(name, was_required)}, is {_need(name, is_required)}")
            yield from self.compare(here, before[name], after[name])
        for name in after.keys() - before.keys():
            if name in is_required:
                yield Break(f"{pointer}/{name}", "new field is required")
            elif old.get("additionalProperties") is False:
                yield Break(f"{pointer}/{name}", "new field where older readers refuse unknown ones")

    def _parts(self, pointer: str, old: Schema, new: Schema) -> Iterator[Break]:
        """Items of arrays and alternatives, in their order."""
        if ("items" in old) != ("items" in new):
            yield Break(f"{pointer}/*", "items are described in one version only")
        elif "items" in old:
            yield from self.compare(f"{pointer}/*", old["items"], new["items"])
        for word in ("anyOf", "oneOf", "prefixItems"):
            before, after = old.get(word, ()), new.get(word, ())
            if len(before) != len(after):
                yield Break(pointer, f"{word} had {len(before)} alternatives, has {len(after)}")
            else:
                for one, other in zip(before, after, strict=True):
                    yield from self.compare(pointer, one, other)


def _beside(node: Schema) -> dict[str, Any]:
    return {key: value for key, value in node.items() if key != "$ref" and key not in _ANNOTATIONS}


def _need(name: str, required: set[str]) -> str:
    return "required" if name in required else "optional"


def _allowed(node: Schema) -> list[Any] | None:
    if "const" in node:
        return [node["const"]]
    return list(node["enum"]) if "enum" in node else None


def _values(pointer: str, old: Schema, new: Schema) -> Iterator[Break]:
    """Closed lists of values: fewer refuse what was written, more are unknown to older readers."""
    before, after = _allowed(old), _allowed(new)
    if before is None and after is None:
        return
    if before is None or after is None:
        yield Break(pointer, "closed list of values " + ("added" if before is None else "removed"))
        return
    yield from (Break(pointer, f"value {value!r} removed") for value in before if value not in after)
    yield from (Break(pointer, f"value {value!r} added") for value in after if value not in before)


def _limits(pointer: str, old: Schema, new: Schema) -> Iterator[Break]:
    """Types, limits, patterns, formats, defaults and any other word that constrains."""
    words = (old.keys() | new.keys()) - _ANNOTATIONS - _COMPARED
    for word in sorted(words):
        before, after = old.get(word, _MISSING), new.get(word, _MISSING)
        if before != after:
            change = "added" if before is _MISSING else "removed" if after is _MISSING else "changed"
            yield Break(
                pointer, f"{word} {_direction(word, before, after) or change}: {_shown(before)} -> {_shown(after)}"
            )


def _direction(word: str, before: Any, after: Any) -> str | None:
    """Whether a limit moved inwards or outwards; None for words that are not limits."""
    if word not in _LOWER | _UPPER:
        return None
    if _MISSING in (before, after):
        return "narrowed" if before is _MISSING else "widened"
    return "narrowed" if (after > before) == (word in _LOWER) else "widened"


def _shown(value: Any) -> str:
    return "none" if value is _MISSING else repr(value)


def breaks(old: Schema, new: Schema) -> list[Break]:
    """Every change from `old` to `new` that is more than a new optional field, in the order of the fields."""
    return list(_Comparison(old, new).compare("", old, new))
