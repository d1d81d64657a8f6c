"""An answer holds so many groups, and says when there are more."""

from datetime import date

from services.analytics.api.answer_resources import AnswerResource
from services.analytics.application.answering import Question, answer
from services.analytics.domain.indicator import chosen
from services.analytics.domain.period import Period
from services.analytics.domain.slice import Dimension, Slice
from services.analytics.persistence.columns.standing import Standing
from services.analytics.persistence.querying.tallying import MOST_GROUPS
from tests.component.analytics.exploring.columns import Columns

TODAY = date(2026, 3, 2)
_OF_BUYERS = """
    INSERT INTO contract BY NAME
    SELECT uuid() AS contract_id, 'B' || lpad(number::VARCHAR, 6, '0') AS principal, false AS subsequent
    FROM range($buyers) AS every(number)
"""


class Look(Columns):
    standing = Standing()


async def asked(buyers: int) -> AnswerResource:
    look = Look()
    look.connection.execute(_OF_BUYERS, {"buyers": buyers})
    question = Question((chosen("V1"),), Slice(period=Period.named("all", TODAY)), (Dimension.BUYER,), TODAY)
    (found,) = await answer(look, question)  # type: ignore[arg-type]
    return AnswerResource.answering(found, {})


async def test_groups_beyond_the_most_are_left_out_and_the_answer_says_how_many_there_are() -> None:
    answered = await asked(MOST_GROUPS + 3)
    assert answered.groups is not None
    assert (len(answered.groups), answered.groups[-1].group) == (MOST_GROUPS, "B004999")
    assert answered.groups_cut_from == MOST_GROUPS + 3
    assert answered.numerator == MOST_GROUPS + 3


async def test_an_answer_with_all_groups_says_nothing_of_the_kind() -> None:
    answered = await asked(MOST_GROUPS)
    assert answered.groups is not None
    assert (len(answered.groups), answered.groups_cut_from) == (MOST_GROUPS, None)
