"""Composed answers, with parts that are stubs."""

import asyncio
import json
from collections.abc import Mapping
from typing import Any

from gateway.composer import Composed, Composer
from gateway.composition import Ask, Part, Subject
from gateway.compositions.tender import TENDER, holders
from gateway.shelf import Shelf
from gateway.upstream import Reply, UpstreamTimeout, UpstreamUnavailable

ROOT = Reply(200, ((b"ETag", b'"7"'),), b'{"id": 1}')


class Reads:
    """Answers by target: a body, a status or a failure."""

    def __init__(self, answers: Mapping[str, Any]) -> None:
        self.shelf = Shelf(1000)
        self.answers = dict(answers)

    async def get(self, _: str, target: str, *__: object) -> Reply:
        answer = self.answers[target]
        if isinstance(answer, Exception):
            raise answer
        return Reply(answer, (), b"{}") if isinstance(answer, int) else Reply(200, (), answer)


def a_part(name: str, *targets: str) -> Part:
    asks = {target: Ask(target, frozenset({f"tag:{target}"})) for target in targets}
    return Part(name, "service", 0.1, lambda _: asks, lambda bodies: b"[" + b",".join(bodies.values()) + b"]")


def composed(composer: Composer, *parts: Part, root: Reply = ROOT) -> Composed:
    async def compose() -> Composed:
        with composer._reads.shelf.reservation(["tag:root"]) as reservation:
            return await composer.compose(parts, Subject(), root, reservation)

    return asyncio.run(compose())


def composer(**answers: Any) -> Composer:
    return Composer(Reads(answers))  # type: ignore[arg-type]


def test_every_part_is_added_to_the_required_document() -> None:
    answer = composed(composer(a=b"1", b=b"2", c=b"3"), a_part("first", "a", "b"), a_part("second", "c"))
    assert json.loads(answer.body) == {"id": 1, "first": [1, 2], "second": [3]}
    assert answer.may_be_kept
    assert answer.tags == {"tag:root", "tag:a", "tag:b", "tag:c"}


def test_the_entity_tag_begins_with_the_version_and_follows_every_part() -> None:
    one, other = composed(composer(a=b"1"), a_part("p", "a")), composed(composer(a=b"2"), a_part("p", "a"))
    assert one.etag.startswith(b'"7-')
    assert one.etag != other.etag
    assert one.etag == composed(composer(a=b"1"), a_part("p", "a")).etag


def test_a_missing_part_is_said_with_its_reason() -> None:
    reasons = {"timeout": UpstreamTimeout(), "unavailable": UpstreamUnavailable(), "failed": 500}
    for reason, failure in reasons.items():
        answer = composed(composer(a=failure, b=b"2"), a_part("first", "a", "b"), a_part("second", "b"))
        said = json.loads(answer.body)
        assert said["partial"] == [{"part": "first", "reason": reason, "retry_after": 1}]
        assert "first" not in said
        assert said["second"] == [2]
        assert not answer.may_be_kept


def test_a_part_that_the_document_gives_no_hold_for_is_left_out() -> None:
    lost = Part("lost", "service", 0.1, lambda subject: {"x": Ask(subject.document["x"])})
    said = json.loads(composed(composer(b=b"2"), lost, a_part("second", "b")).body)
    assert said["partial"] == [{"part": "lost", "reason": "failed", "retry_after": 1}]
    assert said["second"] == [2]


def test_the_last_good_copy_of_a_part_is_shown_as_stale() -> None:
    reads = Reads({"a": b"1"})
    made = Composer(reads)  # type: ignore[arg-type]
    composed(made, a_part("p", "a"))
    reads.answers["a"] = UpstreamUnavailable()
    said = json.loads(composed(made, a_part("p", "a")).body)
    assert said["p"] == [1]
    assert said["partial"][0]["stale"] is True
    assert said["partial"][0]["age_seconds"] >= 0


def test_the_copy_of_another_question_is_not_shown() -> None:
    reads = Reads({"a": b"1", "b": UpstreamUnavailable()})
    made = Composer(reads)  # type: ignore[arg-type]
    composed(made, a_part("p", "a"))
    assert "p" not in json.loads(composed(made, a_part("p", "b")).body)


def test_a_tender_asks_for_the_names_of_all_its_holders_once() -> None:
    def award(*identifiers: dict[str, str] | None) -> dict[str, Any]:
        return {"award": {"holders": [{"identifier": one, "name": "n"} for one in identifiers]}}

    siret, vat = {"scheme": "SIRET", "id": "79878508500035"}, {"scheme": "TVA", "id": "DE136695976"}
    tender = {"area": "it & phones", "lots": [award(siret, vat), {"award": None}, award(siret, None)]}
    assert holders(tender) == {"79878508500035": "79878508500035", "TVA:DE136695976": "DE136695976"}
    names, figures = TENDER.chosen(None, None)
    (ask,) = names.asks(Subject(document=tender)).values()
    assert ask.target == "/suppliers?identifier=79878508500035&identifier=TVA%3ADE136695976&limit=2"
    assert ask.tags == {"suppliers:79878508500035", "suppliers:DE136695976"}
    (ask,) = figures.asks(Subject(document=tender)).values()
    assert ask.target.startswith("/figures?period=all&area=it+%26+phones&indicator=A1&indicator=A3")
