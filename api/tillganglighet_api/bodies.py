"""The questions that may be sent: a scenario, or where to place a service."""

import json
from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import Body
from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from tillganglighet.scenarios.siting.task import Goal
from tillganglighet_api.parameters import CategoryKey, Name

if TYPE_CHECKING:
    from tillganglighet.pipeline.siting_question import SitingQuestion

_SECONDS = 20.0  # to search for each choice, so that ten of them take a few minutes at most


def _refuse_what_is_no_json(content: dict[str, Any]) -> dict[str, Any]:
    """Raise if a body holds what Python reads but JSON does not know: NaN, half characters."""
    try:
        json.dumps(content, ensure_ascii=False, allow_nan=False).encode()
    except ValueError as cause:
        raise PydanticCustomError("no_json", "no JSON", {"error": str(cause)}) from cause
    return content


# The content of a scenario file; what reads the files checks it, with every fault.
ScenarioBody = Annotated[
    dict[str, Any],
    AfterValidator(_refuse_what_is_no_json),
    Body(
        examples=[
            {
                "name": "Butiken stänger",
                "change": [{"type": "close_service", "service": "n339851562"}],
            }
        ]
    ),
]


class PlaceringBody(BaseModel):
    """Where a service does most good, or which of today's may close with least harm."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"category": "dagligvaror", "count": 2}]}
    )

    category: CategoryKey = Field(description="Kategori. / Category.")
    count: int = Field(
        default=1,
        ge=1,
        description="Hur många som öppnar, eller stänger. / How many open, or close.",
    )
    close: bool = Field(
        default=False,
        description="true: vilka av dagens som kan stänga med minst skada; annars var nya gör "
        "mest nytta. / true: which of today's may close with least harm; else where new ones do "
        "most good.",
    )
    goal: Goal = Field(
        default="p-median",
        description="Minst personminuter, flest inom acceptabel restid, eller kortast längsta "
        "restid. / Least person-minutes, most within the acceptable, or shortest longest time.",
    )
    candidates: Literal["", "butiker"] = Field(
        default="",
        description="Var nya kan öppna: i orterna, eller i dagens butiker. / Where new ones may "
        "open: in the villages, or in the shops of today.",
    )
    must_open: list[Name] = Field(
        default_factory=list,
        description="Id på det som öppnar, eller består, i alla fall. / Ids of what opens, or "
        "stays, in any case.",
    )
    must_close: list[Name] = Field(
        default_factory=list,
        description="Id på det som stänger i alla fall. / Ids of what closes in any case.",
    )
    capacity: float | None = Field(
        default=None,
        gt=0,
        allow_inf_nan=False,
        description="Personer som varje ny kan ta emot. / Persons whom each new one can take.",
    )
    alternatives: int = Field(
        default=3,
        ge=1,
        le=10,
        description="Hur många av de bästa valen. / How many of the best choices.",
    )

    def question(self) -> "SitingQuestion":
        """Return the question as the program puts it."""
        from tillganglighet.pipeline.siting_question import (  # noqa: PLC0415 (brings the solver)
            SitingQuestion,
        )

        return SitingQuestion(
            category=self.category,
            count=self.count,
            goal=self.goal,
            closes=self.close,
            candidates=self.candidates,
            must_open=tuple(self.must_open),
            must_close=tuple(self.must_close),
            capacity=self.capacity,
            alternatives=self.alternatives,
            seconds=_SECONDS,
        )
