"""The newcomer rule of sourcing, as documents."""

from collections.abc import Mapping

from pydantic import BaseModel, Field

from services.analytics.api.comparison_resources import ComparedFigure, decimal
from services.analytics.domain.figure import Status
from services.analytics.domain.newcomer_rule import NewcomerRule, Steps


class StepsResource(BaseModel):
    """What came between the quota and the contracts, summed over the requests whose shortlists kept room."""

    requests: int = Field(description="closed sourcing requests that kept room and led to a contract of the slice")
    shown: int = Field(description="positions of their shortlists")
    newcomers: int = Field(description="of these, suppliers new to the buyer")
    quota: int = Field(description="newcomers owed at least: in one block of positions of each shortlist")
    invited: int = Field(description="suppliers asked, once a request")
    answered: int = Field(description="suppliers that answered, once a request")
    bid: int = Field(description="invited companies that made an offer, once a tender, alone or in a group")
    won: int = Field(description="of these, companies of a winning bid")

    @classmethod
    def of(cls, steps: Steps) -> "StepsResource":
        """The document of the steps."""
        return cls(**vars(steps))


class NewcomerRuleResource(BaseModel):
    """First-time awardees (A1) by the room that sourcing kept for newcomers. It is no proof of a cause."""

    definition_version: int = Field(description="of A1")
    figures: list[ComparedFigure] = Field(description="`room`, `no-room` and `no-request`, by what came before")
    difference: str | None = Field(description="`room` less `no-request`, in points")
    status: Status = Field(description="whether the difference can be relied on: ok where both of its figures can")
    sourcing: StepsResource
    positions: dict[str, int]

    @classmethod
    def of(cls, rule: NewcomerRule, version: int, positions: Mapping[str, int]) -> "NewcomerRuleResource":
        """The document of the rule."""
        return cls(
            definition_version=version,
            figures=[ComparedFigure.figure(room, figure) for room, figure in rule.figures.items()],
            difference=decimal(rule.difference),
            status=rule.status,
            sourcing=StepsResource.of(rule.steps),
            positions=dict(positions),
        )
