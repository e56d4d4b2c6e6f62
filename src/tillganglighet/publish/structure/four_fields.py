"""The four-field diagram: access against vulnerability, a point a village, its size the people."""

import io
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox

from tillganglighet.publish.maps.names import Name, add_names
from tillganglighet.publish.product.product import Product
from tillganglighet.publish.wording.classes import published_classes
from tillganglighet.publish.wording.columns import Language
from tillganglighet.structure.structure_map import StructureMap

_SIZE_INCHES = (7.6, 5.6)
_LARGEST, _SMALLEST = 900.0, 12.0  # square points: of the village with most people, and of none
_POINT: dict[str, Any] = {"facecolor": "#4292c6", "edgecolor": "black", "alpha": 0.75}
_LIMIT: dict[str, Any] = {"color": "#4d4d4d", "linewidth": 1.0, "linestyle": (0, (5, 3))}
_FIELD_AT = ((0.02, 0.03), (0.02, 0.97), (0.98, 0.03), (0.98, 0.97))  # near/far, safe/at risk
_MOST_NAMES = 30


def four_field_picture(structure: StructureMap, product: Product) -> bytes | None:
    """Return the diagram of the product's table as SVG; None where no village is in any field."""
    table = next(each for each in product.tables if each.key == "fyrfalt")
    by_key = {column.key: column for column in table.columns}
    name, persons, access, loss = (
        table.frame[by_key[key].name(product.language)].to_numpy()
        for key in ("ortnamn", "befolkning", "restid_medel_min", "merrestid_medel_min")
    )
    known = np.isfinite(access.astype(float)) & np.isfinite(loss.astype(float))
    if not known.any():
        return None
    people = np.nan_to_num(persons[known].astype(float))
    size = _SMALLEST + _LARGEST * people / max(people.max(), 1.0)
    figure = Figure(figsize=_SIZE_INCHES)
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0.08, 0.1, 0.9, 0.87))
    order = np.argsort(-size, kind="stable")  # small ones upon large ones
    x, y = access[known].astype(float)[order], loss[known].astype(float)[order]
    axes.scatter(x, y, s=size[order], zorder=3, **_POINT)
    axes.set_xlabel(by_key["restid_medel_min"].label(product.language))
    axes.set_ylabel(by_key["merrestid_medel_min"].label(product.language))
    axes.margins(0.12)
    fields = _add_fields(axes, structure, product.language)
    radius = np.sqrt(size[order]) / 2
    named = zip(name[known][order], x, y, radius, strict=True)
    names = [Name(str(n or ""), *rest) for n, *rest in named]
    add_names(axes, names, most=_MOST_NAMES, keep_clear=fields)
    content = io.BytesIO()
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "tillganglighet"}):
        figure.savefig(content, format="svg", metadata={"Date": None})
    return content.getvalue()


def _add_fields(axes: Axes, structure: StructureMap, language: Language) -> list[Bbox]:
    """Draw the medians that divide the fields, and name these in their corners.

    Returns
    -------
    list of Bbox
        The room that the names take, in pixels.
    """
    axes.axvline(structure.four_fields.access_limit_min, **_LIMIT)
    axes.axhline(structure.four_fields.loss_limit_min, **_LIMIT)
    return [
        axes.text(
            x,
            y,
            look.label(language),
            transform=axes.transAxes,
            ha="left" if x < 0.5 else "right",  # noqa: PLR2004 (the middle)
            va="bottom" if y < 0.5 else "top",  # noqa: PLR2004 (the middle)
            fontsize=10,
            fontweight="bold",
            color="#4d4d4d",
            zorder=2,
        ).get_window_extent()
        for look, (x, y) in zip(published_classes("four_field"), _FIELD_AT, strict=True)
    ]
