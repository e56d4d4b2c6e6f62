"""The questions that may be asked: every query parameter, checked and described once."""

import math
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import Path, Request
from fastapi.exceptions import RequestValidationError
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from tillganglighet.domain.catalogue import catalogue
from tillganglighet.publish.wording.classes import Kind, published_classes

DEFAULT_LIMIT = 1_000
MAX_LIMIT = 10_000
SHEET_MEDIA_TYPES: Mapping[str, str] = {
    "pdf": "application/pdf",
    "svg": "image/svg+xml",
    "png": "image/png",
}
_SINGLE_VALUED = ("bbox", "limit", "offset")
_BBOX_NUMBERS = 4
_MAX_LON, _MAX_LAT = 180.0, 90.0
_LIMIT = (
    f"Högst så många i ett svar; större tal än {MAX_LIMIT} ger {MAX_LIMIT}. / "
    f"At most so many in one answer; more than {MAX_LIMIT} gives {MAX_LIMIT}."
)
_OFFSET = (
    "Hoppa över så många; länken next gör det åt dig. / "
    "Skip so many; the link next does it for you."
)


@dataclass(frozen=True)
class OneOf:
    """Marks a parameter whose text must be a key of a mapping; its value is what stands there.

    The mapping comes from a function, so that no file is read when the module is imported.
    """

    known: Callable[[], Mapping[str, Any]]

    def __get_pydantic_core_schema__(self, _: object, __: GetCoreSchemaHandler) -> CoreSchema:
        """Return how pydantic checks the text."""
        return core_schema.no_info_after_validator_function(self._found, core_schema.str_schema())

    def __get_pydantic_json_schema__(
        self, _: CoreSchema, __: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Return how OpenAPI describes it."""
        return {"type": "string", "enum": list(self.known())}

    def _found(self, text: str) -> Any:  # noqa: ANN401 (what the mapping holds)
        known = self.known()
        if text not in known:
            raise PydanticCustomError("unknown_code", "unknown", {"known": ", ".join(known)})
        return known[text]


@dataclass(frozen=True)
class Bbox:
    """A box in degrees (WGS 84), its edges included."""

    west: float
    south: float
    east: float
    north: float


def bbox_from_text(text: str) -> Bbox:
    """Return the box of `west,south,east,north`.

    Raises
    ------
    PydanticCustomError
        Not four finite numbers, not degrees, or swapped.
    """
    try:
        numbers = [float(part) for part in text.split(",")]
    except ValueError:
        numbers = []
    if len(numbers) != _BBOX_NUMBERS or not all(map(math.isfinite, numbers)):
        raise PydanticCustomError("bbox_numbers", "not four finite numbers")
    box = Bbox(*numbers)
    if (
        max(abs(box.west), abs(box.east)) > _MAX_LON
        or max(abs(box.south), abs(box.north)) > _MAX_LAT
    ):
        raise PydanticCustomError("bbox_degrees", "not degrees")
    if box.west > box.east or box.south > box.north:
        raise PydanticCustomError("bbox_order", "swapped")
    return box


def _codes(kind: Kind) -> dict[str, int]:
    """Return the program's number of every published code, Swedish codes first."""
    entries = list(enumerate(published_classes(kind)))
    return {entry.code("sv"): index for index, entry in entries} | {
        entry.code("en"): index for index, entry in entries
    }


CategoryKey = Annotated[str, OneOf(lambda: {key: key for key in catalogue()})]
LevelCode = Annotated[int, OneOf(lambda: _codes("level"))]
StatusCode = Annotated[int, OneOf(lambda: _codes("status"))]
JobId = Annotated[
    str,
    Path(description="Frågans id. / Id of the question.", examples=["0123456789abcdef"]),
]
TableKey = Annotated[
    str, Path(description="Tabellens namn. / Name of the table.", examples=["scenario"])
]
LayerKey = Annotated[
    str, Path(description="Lagrets namn. / Name of the layer.", examples=["noder"])
]
VulnerabilityTable = Annotated[
    Literal["byggnadssarbarhet", "kritiska_vagar"],
    Path(description="Byggnader eller vägar. / Buildings or roads.", examples=["kritiska_vagar"]),
]
SheetForm = Annotated[
    Literal["pdf", "svg", "png"],
    Path(description="Filformat. / File format.", examples=["pdf"]),
]
Name = Annotated[str, Field(min_length=1)]
# More than the most is not an error but the most (OGC API Features, fc-limit-definition).
Limit = Annotated[int, Field(ge=1), AfterValidator(lambda limit: min(limit, MAX_LIMIT))]
BboxText = Annotated[
    Bbox | None,
    BeforeValidator(bbox_from_text),
    WithJsonSchema({"type": "string", "title": "Bbox", "examples": ["15.0,63.0,16.5,64.0"]}),
]


class NoQuestion(BaseModel):
    """No parameter at all; a parameter that nobody knows is an error, never ignored."""

    model_config = ConfigDict(extra="forbid")


class PlaceQuestion(NoQuestion):
    """Which places, and which page of them."""

    kommunkod: list[Name] = Field(
        default_factory=list,
        description="Orter i dessa kommuner (fyra siffror); kan upprepas. / "
        "Villages in these kommuner (four digits); may be repeated.",
        examples=[["2901"]],
    )
    bbox: BboxText = Field(
        default=None,
        description="Orter i rutan väst,syd,öst,nord i grader (WGS 84), kanterna inräknade. / "
        "Villages in the box west,south,east,north in degrees (WGS 84), edges included.",
    )
    limit: Limit = Field(default=DEFAULT_LIMIT, description=_LIMIT, examples=[100])
    offset: int = Field(default=0, ge=0, description=_OFFSET, examples=[100])


class TableQuestion(NoQuestion):
    """Which page of a table."""

    limit: Limit = Field(default=DEFAULT_LIMIT, description=_LIMIT, examples=[100])
    offset: int = Field(default=0, ge=0, description=_OFFSET, examples=[100])


class RowQuestion(TableQuestion):
    """Which rows of a table about categories and kommuner."""

    kategori: list[CategoryKey] = Field(
        default_factory=list,
        description="Rader om dessa kategorier; kan upprepas. / "
        "Rows on these categories; may be repeated.",
        examples=[["apotek"]],
    )
    kommunkod: list[Name] = Field(
        default_factory=list,
        description="Rader om dessa kommuner (fyra siffror); kan upprepas. / "
        "Rows on these kommuner (four digits); may be repeated.",
        examples=[["2901"]],
    )


class OrterQuestion(PlaceQuestion):
    """Which villages."""

    kategori: list[CategoryKey] = Field(
        default_factory=list,
        description="Visa bara dessa kategorier, och låt niva gälla dem; kan upprepas. "
        "antal_brist räknar alltid alla. / Show only these categories, and let niva be about "
        "them; may be repeated. The count of gaps is always of all.",
        examples=[["apotek"]],
    )
    niva: list[LevelCode] = Field(
        default_factory=list,
        description="Orter där någon av kategorierna har någon av dessa nivåer; kan upprepas. / "
        "Villages where any of the categories has any of these levels; may be repeated.",
        examples=[["brist"]],
    )


class RestiderQuestion(PlaceQuestion):
    """Which rows of the long form."""

    kategori: list[CategoryKey] = Field(
        default_factory=list,
        description="Rader om dessa kategorier; kan upprepas. / "
        "Rows on these categories; may be repeated.",
        examples=[["apotek", "drivmedel"]],
    )
    niva: list[LevelCode] = Field(
        default_factory=list,
        description="Rader med dessa nivåer; kan upprepas. / "
        "Rows with these levels; may be repeated.",
        examples=[["ej_nabar"]],
    )
    status: list[StatusCode] = Field(
        default_factory=list,
        description="Rader med dessa skäl; kan upprepas. / "
        "Rows with these statuses; may be repeated.",
        examples=[["ingen_vag"]],
    )
    ort_id: list[Name] = Field(
        default_factory=list,
        description="Rader om dessa orter; kan upprepas. / "
        "Rows on these villages; may be repeated.",
        examples=[["n1001"]],
    )


def refuse_repeats(request: Request) -> None:
    """Raise if a parameter that has one value is given two, since one would be ignored."""
    given = request.query_params
    counts = Counter(name for name, _ in given.multi_items())
    faults = [
        {
            "type": "repeated",
            "loc": ("query", name),
            "msg": "repeated",
            "input": ", ".join(given.getlist(name)),
        }
        for name in _SINGLE_VALUED
        if counts[name] > 1
    ]
    if faults:
        raise RequestValidationError(faults)
