import pytest

from services.tenders.domain.rules.publicity import publicity_of
from tests.unit.tenders.rules.needs import LAUNCH, a_lot, a_need


@pytest.mark.parametrize(
    ("terms", "value", "level", "article"),
    [
        ({}, 89_999, "free", "CCP R2131-12"),
        ({}, 90_000, "journal", "CCP R2131-12"),
        ({"procedure": "open"}, 216_000, "eu-journal", "CCP R2131-16"),
        ({"procedure": "without-publicity"}, 30_000, "none", "CCP L2122-1"),
        ({"nature": "services", "social": True}, 749_999, "free", "CCP R2123-1 3°"),
        ({"nature": "services", "social": True}, 750_000, "eu-journal", "dir. 2014/24 art. 4 d, 75"),
        ({"procedure": "concession"}, 5_403_999, "journal", "CCP R3126-4"),
        ({"procedure": "concession"}, 5_404_000, "eu-journal", "CCP R3122-2; Reg. (EU) 2025/2151"),
    ],
)
def test_publicity_widens_with_the_value_r2131_12(
    terms: dict[str, object], value: int, level: str, article: str
) -> None:
    publicity = publicity_of(a_need(value, **terms), [a_lot()], on=LAUNCH)
    assert (publicity.level.value, publicity.article) == (level, article)
