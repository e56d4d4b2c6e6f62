"""The printed structure map: an A3 sheet, and the same as tables on the pages after it."""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from typing import Any, Literal

from tillganglighet.domain.basic_services import basic_services
from tillganglighet.publish.formats.page_table import Cell, PageTable
from tillganglighet.publish.formats.typst_pdf import (
    page_furniture,
    pdf_table,
    render_pdf,
    render_sheet,
)
from tillganglighet.publish.product.origin import dates_text
from tillganglighet.publish.product.product import Product, Table
from tillganglighet.publish.structure.look import CORRIDOR_POINTS, SHORT_OF, shown_level
from tillganglighet.publish.structure.picture import crowding, structure_picture
from tillganglighet.publish.structure.signs import (
    arrow_sign,
    catchment_sign,
    corridor_sign,
    ground_sign,
    level_sign,
    short_sign,
    weak_sign,
)
from tillganglighet.publish.wording.classes import published_classes
from tillganglighet.publish.wording.columns import Language
from tillganglighet.publish.wording.numbers import NOTHING, number_text
from tillganglighet.publish.wording.words import words
from tillganglighet.structure.structure_map import StructureMap

SheetForm = Literal["pdf", "svg", "png"]
_MAP_MM = (302.0, 254.0)
_TEMPLATE = "structure.typ"
_MOST_ROWS = 60  # of a printed table; files have all of them
# What of each layer is printed: enough to read the map without seeing it.
_PRINTED = {
    "noder": "ortnamn nivanamn sakerhet befolkning regel saknar nasta_nod_namn "
    "nasta_nod_restid_min",
    "omland_summa": "nivanamn noder personer personer_omstridda personer_utan personer_totalt",
    "strak": "namn personer_modellerat langd_km vagklass",
    "samband_ut": "nodnamn kommunnamn land fran_namn restid_min personer",
    "svaga_samband": "fran_namn till_namn skal restid_min fagelvag_km personer",
    "sarbara_vagar": "namn slag personer_bakom personer_avskurna merrestid_varst_min",
    "brist_n_av_m": "ortnamn kommunnamn befolkning antal_saknas saknas kanske_saknas",
    "kommunroller": "kommunnamn hogsta_noder orter_med_niva betjanade_utat betjanade_inat "
    "overskott underskott",
}


def render_structure_sheet(structure: StructureMap, product: Product, form: SheetForm) -> bytes:
    """Return the sheet: same map, same bytes.

    Parameters
    ----------
    structure : StructureMap
    product : Product
        Its sentences, tables and language.
    form : "pdf", "svg" or "png"
        A PDF has tables behind the map; a picture is the map alone.
    """
    language = product.language
    legend = _Legend(structure, language)
    rows = legend.rows()
    pictures = {
        "karta.svg": structure_picture(structure, _MAP_MM, "svg", language),
        **legend.pictures,
    }
    data = _texts(structure, product) | {"legend": rows}
    if form == "pdf":
        tables = [_printed(table, language) for table in product.tables if table.key in _PRINTED]
        data["tables"] = [pdf_table(table) for table in tables if table.rows]
        return render_pdf(_TEMPLATE, data, pictures)
    return render_sheet(_TEMPLATE, data | {"tables": []}, pictures, form)


def legend_rows(structure: StructureMap, language: Language) -> list[dict[str, Any]]:
    """Return the rows of the legend: a heading and signs with their words."""
    return _Legend(structure, language).rows()


def _texts(structure: StructureMap, product: Product) -> dict[str, Any]:
    text, provenance = words(product.language), structure.report.provenance
    area = provenance.area.partition(" ")[2] or provenance.region
    return page_furniture(
        text["structure_title"].format(area=area), provenance, product.language
    ) | {
        "subtitle": text["structure_subtitle"],
        "map_alt": text["structure_alt"].format(area=area),
        "sentences": product.sentences,
        "dates": text["structure_dates"].format(dates=dates_text(provenance, product.language)),
        "h_legend": text["structure_legend"],
        "h_reading": text["structure_reading"],
        "h_sources": text["structure_sources"],
        "h_tables": text["structure_tables"],
    }


class _Legend:
    """The rows of the legend, at most seven, with the pictures of their signs."""

    def __init__(self, structure: StructureMap, language: Language) -> None:
        self._structure = structure
        self._language: Language = language
        self._text = words(language)
        self.pictures: dict[str, bytes] = {}

    def rows(self) -> list[dict[str, Any]]:
        """Return heading and signs with words of each row, leaving out what the map lacks."""
        structure, text = self._structure, self._text
        made = [
            (text["structure_nodes"], self._levels()),
            (self._catchment_head(), self._catchments()),
            (text["structure_corridors"], self._corridors()),
            (
                "",
                [self._sign("ut", arrow_sign(), text["structure_outside"])]
                if len(structure.outside.links)
                else [],
            ),
            (
                "",
                [self._sign("svag", weak_sign(), self._weak())] if len(structure.weak) else [],
            ),
            ("", self._short()),
            ("", [self._sign("grund", ground_sign(), text["structure_ground"])]),
        ]
        return [{"head": head, "signs": signs} for head, signs in made if signs]

    def _sign(self, name: str, picture: bytes, label: str) -> dict[str, str]:
        self.pictures[f"tecken-{name}.svg"] = picture
        return {"picture": f"tecken-{name}.svg", "label": label}

    def _levels(self) -> list[dict[str, str]]:
        levels, scale = self._structure.levels.level, crowding(self._structure)
        looks = published_classes("node_level")[: self._structure.levels.rules.no_level - 1]
        return [
            self._sign(
                f"niva-{level}",
                level_sign(level, scale),
                f"{look.mark} {look.label(self._language)}",
            )
            for level, look in enumerate(looks, start=1)
            if (levels == level).any()
        ]

    def _catchment_head(self) -> str:
        level = shown_level(self._structure)
        if level is None:
            return ""
        name = published_classes("node_level")[level - 1].label(self._language).lower()
        return self._text["structure_catchments"].format(level=name)

    def _catchments(self) -> list[dict[str, str]]:
        level = shown_level(self._structure)
        if level is None:
            return []
        share = number_text(100 * self._structure.settings.contested_share, 0, self._language)
        signs = [
            self._sign("omland", catchment_sign(is_contested=False), self._text["structure_own"])
        ]
        if len(self._structure.catchments.contested[level - 1].label):
            contested = self._text["structure_contested"].format(share=share)
            signs.append(self._sign("omstritt", catchment_sign(is_contested=True), contested))
        return signs

    def _corridors(self) -> list[dict[str, str]]:
        corridors = self._structure.corridors
        number = partial(number_text, decimals=0, language=self._language)
        ends = [number(each) for each in corridors.breaks]
        span = self._text["structure_between"]
        spans = [
            self._text["structure_fewer"].format(persons=ends[0]) if ends else "",
            *(span.format(low=low, high=high) for low, high in pairwise(ends)),
            self._text["structure_more"].format(persons=ends[-1]) if ends else "",
        ]
        return [
            self._sign(f"strak-{width}", corridor_sign(width), spans[width - 1])
            for width in range(len(CORRIDOR_POINTS), 0, -1)
            if (corridors.width_class == width).any()
        ]

    def _weak(self) -> str:
        limit = number_text(self._structure.weak.limit_min_per_km, 1, self._language)
        return self._text["structure_weak"].format(limit=limit)

    def _short(self) -> list[dict[str, str]]:
        missing = self._structure.shortfalls.surely.sum(axis=1) >= SHORT_OF
        if not missing.any():
            return []
        label = self._text["structure_short"].format(
            least=SHORT_OF, services=len(self._structure.shortfalls.categories or basic_services())
        )
        return [self._sign("brist", short_sign(), label)]


def _printed(table: Table, language: Language) -> PageTable:
    """Return some columns of a table; of nodes those that are nodes, of all the first rows."""
    keys = _PRINTED[table.key].split()
    by_key = {column.key: column for column in table.columns}
    columns = [by_key[key] for key in keys]
    frame = table.frame
    if table.key == "noder":
        frame = frame[frame[by_key["niva"].name(language)].notna()]
        frame = frame.sort_values(by_key["niva"].name(language), kind="stable")
    shown = frame.head(_MOST_ROWS)
    cells = [
        [_text(value, column.display_decimals, language) for value in shown[column.name(language)]]
        for column in columns
    ]
    title = table.title(language)
    if len(frame) > _MOST_ROWS:
        title += words(language)["structure_first_rows"].format(
            shown=_MOST_ROWS, rows=number_text(float(len(frame)), 0, language)
        )
    heads = [Cell(column.label(language), is_text=not column.is_number) for column in columns]
    rows: Sequence[tuple[str, Sequence[Cell]]] = [
        (first, [Cell(each) for each in rest]) for first, *rest in zip(*cells, strict=True)
    ]
    return PageTable(table.key, title, heads, rows)


def _text(value: str | float | None, decimals: int | None, language: Language) -> str:
    if decimals is None:
        return str(value or NOTHING)
    return number_text(float("nan") if value is None else float(value), decimals, language)
