"""Apply corrections to the services of a region, and tell which had no effect."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from tillganglighet.domain.catalogue import Category
from tillganglighet.domain.places import Services
from tillganglighet.domain.service_review import WITHOUT_EFFECT, ReviewItem
from tillganglighet.network.findings import Findings
from tillganglighet.sources.corrections import Correction
from tillganglighet.sources.services.merging import MergedServices
from tillganglighet.sources.services.name_likeness import are_like
from tillganglighet.sources.services.selection import chosen, joined, widened

BoolArray = npt.NDArray[np.bool_]

SOURCE = "rattelser"


def correct_services(
    merged: MergedServices,
    corrections: Sequence[Correction],
    categories: Sequence[Category],
    findings: Findings,
) -> tuple[Services, list[ReviewItem]]:
    """Return the services as the corrections want them, and what each correction did.

    They are applied in the order of their file.

    A correction without a category concerns all that the place offers. One whose id is gone, or
    has come to bear another name, changes nothing and is counted (`correction_without_effect`).
    """
    services, review = merged.services, list[ReviewItem]()
    for each in corrections:
        hit = _concerned(services, each, merged.merged_into, categories)
        if each.action != "missing" and not hit.any():
            findings.add("correction_without_effect", [f"{each.cell}: {each.id}"])
            review.append(_item(services, each, hit, WITHOUT_EFFECT))
            continue
        findings.add(
            f"correction_{each.action}",
            [f"{each.id or each.name}: {each.why} ({each.who}, {each.when})"],
        )
        review.append(_item(services, each, hit, each.action))
        services = _corrected(services, each, hit)
    services = widened(services, categories)
    pairs = np.array([services.id, services.category])
    _, first = np.unique(pairs, axis=1, return_index=True)
    return chosen(services, np.sort(first)), review


def _item(services: Services, correction: Correction, hit: BoolArray, kind: str) -> ReviewItem:
    """Return a correction with where its service stood before."""
    at = int(np.flatnonzero(hit)[0]) if hit.any() else -1
    category = correction.category or (str(services.category[at]) if at >= 0 else "")
    return ReviewItem(
        kind=kind,
        id=correction.id,
        name=str(services.name[at]) if at >= 0 else correction.name,
        other_id="",
        other_name="",
        category=category,
        distance_m=np.nan,
        x=float(services.x[at]) if at >= 0 else correction.x,
        y=float(services.y[at]) if at >= 0 else correction.y,
        reason=f"{correction.why} ({correction.who}, {correction.when})",
    )


def _concerned(
    services: Services,
    correction: Correction,
    merged_into: Mapping[str, str],
    categories: Sequence[Category],
) -> BoolArray:
    """Tell which entries a correction is about: those of its place, perhaps of one category."""
    hit = services.id == merged_into.get(correction.id, correction.id)
    if correction.category:
        wider = [each.key for each in categories if correction.category in each.includes]
        hit &= np.isin(services.category, [correction.category, *wider])
    if correction.name and correction.action != "missing":
        alike = [are_like(correction.name, name) for name in services.name[hit].tolist()]
        hit[hit] = any(alike)
    return np.asarray(hit, dtype=np.bool_)


def _corrected(services: Services, correction: Correction, hit: BoolArray) -> Services:
    match correction.action:
        case "closed":
            return chosen(services, ~hit)
        case "moved":
            return replace(
                services,
                x=np.where(hit, correction.x, services.x),
                y=np.where(hit, correction.y, services.y),
                place_key=np.where(hit, services.id, services.place_key),
            )
        case "wrong_type":
            wrong = np.flatnonzero(hit)
            right = chosen(services, wrong[:1])
            right = replace(right, category=np.array([correction.right_category]))
            return joined([chosen(services, ~hit), right])
        case _:
            return joined([services, _added(correction)])


def _added(correction: Correction) -> Services:
    own_id = np.array([f"{SOURCE}:{correction.cell.rpartition(':')[2]}"])
    return Services(
        id=own_id,
        category=np.array([correction.category]),
        name=np.array([correction.name]),
        x=np.array([correction.x]),
        y=np.array([correction.y]),
        place_key=own_id,
        operator=np.array([""]),
        source=np.array([SOURCE]),
        kommun_code=np.array([""]),
    )
