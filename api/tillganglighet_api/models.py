"""The shapes of answers, for the documentation; columns come from their dictionary."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Value = str | float | None


class Link(BaseModel):
    """A link to a neighbouring answer: self, next, prev, collection or describedby."""

    href: str
    rel: str
    type: str


class Origin(BaseModel):
    """What every answer says of where its data come from."""

    attribution: str = Field(
        description="Vems uppgifterna är. / Whom the data are from.",
        examples=["© OpenStreetMap contributors, ODbL 1.0"],
    )
    data_date: str | None = Field(
        description="Dag för det senaste underlaget. / Day of the latest input.",
        examples=["2026-11-01"],
    )
    note: str = Field(
        description="Vad varje läsare ska veta först; tomt om inget. / "
        "What every reader must know first; empty if nothing.",
        examples=[""],
    )
    links: list[Link]


class Point(BaseModel):
    """A point in WGS 84: longitude, latitude."""

    type: Literal["Point"]
    coordinates: tuple[float, float] = Field(examples=[(16.1837003, 63.4014944)])


class OrtProperties(BaseModel):
    """A village in the wide form."""

    model_config = ConfigDict(extra="allow")


class RestidProperties(BaseModel):
    """A village and a category in the long form."""

    model_config = ConfigDict(extra="allow")


class OrtFeature(BaseModel):
    """A village with its answers."""

    type: Literal["Feature"]
    id: str = Field(examples=["n1001"])
    geometry: Point
    properties: OrtProperties


class RestidFeature(BaseModel):
    """The answer of one village and one category, where the village is."""

    type: Literal["Feature"]
    id: str = Field(examples=["n1001:apotek"])
    geometry: Point
    properties: RestidProperties


class Collection(Origin):
    """One page of features."""

    type: Literal["FeatureCollection"]
    numberMatched: int = Field(  # noqa: N815 (the word of OGC API Features)
        description="Så många svarar mot frågan. / So many answer the question."
    )
    numberReturned: int = Field(  # noqa: N815 (the word of OGC API Features)
        description="Så många är med här. / So many are in this answer."
    )


class OrtCollection(Collection):
    """Villages."""

    features: list[OrtFeature]


class RestidCollection(Collection):
    """Rows of the long form."""

    features: list[RestidFeature]


class Ort(OrtFeature, Origin):
    """One village with its rows of the long form."""

    restider: list[RestidProperties]


class Kategori(BaseModel):
    """One category of service."""

    kategori: str = Field(examples=["apotek"])
    namn: str = Field(examples=["Apotek"])
    namn_en: str = Field(examples=["Pharmacy"])
    grupp: str
    tackning: str = Field(
        description="Hur fullständiga uppgifterna är, där de är det minst. / "
        "How complete the data are, where they are so least.",
        examples=["ofullstandig"],
    )
    tackning_per_kommun: dict[str, str] = Field(
        description="Täckning per kommunkod; tom kod för övriga. / "
        "Coverage by kommun code; the empty code for the others.",
        examples=[{"": "ofullstandig", "2039": "fullstandig"}],
    )
    antal_service: int = Field(description="I regionen. / In the region.")
    god_min: float = Field(description="Högst så många minuter är god. / At most, for good.")
    acceptabel_min: float = Field(
        description="Högst så många är acceptabel. / At most, for acceptable."
    )
    klassgranser_min: list[float]
    klassgranser_km: list[float]
    mats: bool = Field(description="Med regionens färdsätt. / Measured, by the region's mode.")
    om_osm: str = Field(description="Vad OpenStreetMap vet. / What OpenStreetMap knows.")


class Kategorier(Origin):
    """The catalogue, and how far this region covers it."""

    malnivaer: str = Field(description="Vem som satt nivåerna. / Who set the levels.")
    kategorier: list[Kategori]


class ImportFinding(BaseModel):
    """Something that was left out or assumed when the region was built."""

    kind: str
    count: int
    examples: list[str]


class RegionRecord(Origin):
    """What the region was made of."""

    region: str
    language: str
    counts: dict[str, int]
    provenance: dict[str, Any] = Field(
        description="Program, underlag med SHA-256, profil, parametrar, målnivåer. / "
        "Program, inputs with SHA-256, profile, parameters, standards."
    )
    import_report: list[ImportFinding]


class ParameterFault(BaseModel):
    """What is wrong with one parameter."""

    parameter: str = Field(examples=["kategri"])
    value: str = Field(examples=["apotek"])
    detail: str = Field(description="På svenska.")
    detail_en: str = Field(description="In English.")


class ProblemDetails(BaseModel):
    """A problem (RFC 9457); title and detail in Swedish, and in English beside."""

    type: str = Field(examples=["/docs#ogiltig-parameter"])
    title: str
    status: int = Field(examples=[400])
    detail: str
    title_en: str
    detail_en: str
    errors: list[ParameterFault]


class JobEntry(BaseModel):
    """A question that has been put to the service."""

    id: str = Field(examples=["0123456789abcdef"])
    namn: str = Field(examples=["Butiken stänger"])
    status: str = Field(description="vantar, pagar, klar, misslyckad.", examples=["klar"])
    href: str


class JobRecord(Origin):
    """Where a question stands, and its answer when it is done."""

    id: str = Field(examples=["0123456789abcdef"])
    namn: str = Field(examples=["Butiken stänger"])
    status: str = Field(description="vantar, pagar, klar, misslyckad.", examples=["klar"])
    fel: str | None = Field(description="Varför det misslyckades. / Why it failed.")
    meningar: list[str] = Field(description="Svaret i meningar. / The answer in sentences.")


class Scenarier(Origin):
    """The scenarios that have been put to the service."""

    scenarier: list[JobEntry]


class Placeringar(Origin):
    """The questions of siting that have been put to the service."""

    placeringar: list[JobEntry]


class TableFeature(BaseModel):
    """A row of a table with a geometry; the columns are those of the table."""

    type: Literal["Feature"]
    id: str | float | None = None
    geometry: dict[str, Any] | None
    properties: dict[str, Value]


class TableOrigin(Origin):
    """What every table says of itself."""

    numberMatched: int  # noqa: N815 (the word of OGC API Features)
    numberReturned: int  # noqa: N815 (the word of OGC API Features)
    titel: str
    meningar: list[str] = Field(
        description="Vad läsaren bör veta först. / What a reader should know first."
    )


class TableCollection(TableOrigin):
    """One page of a table with a geometry."""

    type: Literal["FeatureCollection"]
    features: list[TableFeature]


class TableRows(TableOrigin):
    """One page of a table without a geometry."""

    rows: list[dict[str, Value]]


class Strukturbild(Origin):
    """What the structure map holds."""

    titel: str
    meningar: list[str]
    tabeller: list[str]
