import pytest

from contracts.catalogue import ACCESS, FEEDS, RESTRICTED
from services.analytics.domain.telling import TELLERS
from services.analytics.worker import part


def test_the_worker_follows_every_topic_that_tells_rows_with_the_scope_that_it_asks_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1/nothing")
    monkeypatch.setenv("PLATFORM_SECRET", "a secret of the tests, long enough to sign with")
    follows = {one.topic: one for one in part().follows}
    assert set(follows) == {kind.topic for kind in TELLERS}
    assert {topic: one.scope for topic, one in follows.items()} == {topic: ACCESS.get(topic) for topic in follows}
    names = {topic: name for name, topic in {**FEEDS, **RESTRICTED}.items()}
    assert all(one.feed_url.endswith(f"/feed/{names[topic]}") for topic, one in follows.items())
