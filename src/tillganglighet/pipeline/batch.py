"""Use case: a report for every kommun and every län of a region, in one go that can be resumed."""

import hashlib
import json
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tillganglighet.accessibility.gaps.part_of_report import part_of_report
from tillganglighet.accessibility.gaps.report import GapReport
from tillganglighet.domain.areas import AreaKind
from tillganglighet.domain.places import Cells, Villages
from tillganglighet.domain.standards import Standards
from tillganglighet.errors import OutputError
from tillganglighet.pipeline.area_rules import area_rules
from tillganglighet.pipeline.reports import gap_report
from tillganglighet.publish.formats.whole_file import write_whole
from tillganglighet.publish.gaps.document import GapDocument, gap_document
from tillganglighet.publish.gaps.report import (
    DOCUMENT_SUFFIXES,
    GAP_REPORT_SUFFIXES,
    render_document,
    render_gap_report,
)
from tillganglighet.publish.gaps.report_index import ListedReport, render_report_index
from tillganglighet.publish.gaps.rule_page import AreaRules
from tillganglighet.publish.wording.columns import Language
from tillganglighet.store.folder import MANIFEST
from tillganglighet.store.region import Region, open_region

REPORT_SUFFIXES = (".pdf", ".html")
_DONE = "klara-rapporter.json"
_INDEX = "index.html"


@dataclass(frozen=True)
class Batch:
    """What is asked for: the reports of a region, and how they are to be.

    Parameters
    ----------
    region : Path
        A folder made by `build`.
    out : Path
        Folder of the reports; made if need be.
    suffixes : tuple of str
        Formats, each of `GAP_REPORT_SUFFIXES`.
    categories : tuple of str
        Keys of the catalogue; all if none is given.
    standards : Standards or None
        The shipped example if None.
    language : "sv" or "en"
    contact : str
        Whom to ask, for page and paper.
    """

    region: Path
    out: Path
    suffixes: tuple[str, ...] = REPORT_SUFFIXES
    categories: tuple[str, ...] = ()
    standards: Standards | None = None
    language: Language = "sv"
    contact: str = ""


@dataclass(frozen=True)
class Area:
    """One area to report on: a län, a kommun, or the whole region where neither is known."""

    kind: AreaKind | None
    code: str
    name: str

    @property
    def stem(self) -> str:
        """Return the name of its files without their suffix: `2039-alvdalen`."""
        plain = unicodedata.normalize("NFKD", self.name).encode("ascii", "ignore").decode()
        words = "".join(letter if letter.isalnum() else " " for letter in plain.lower()).split()
        return "-".join([self.code, *words] if self.code else words) or "region"

    def holds(self, places: Villages | Cells) -> npt.NDArray[np.bool_]:
        """Return (place_count,) which of the places lie in the area."""
        if self.kind is None:
            return np.ones(len(places), dtype=bool)
        codes = places.kommun_code if self.kind == AreaKind.KOMMUN else places.lan_code
        is_in: npt.NDArray[np.bool_] = codes == self.code
        return is_in


def write_reports(batch: Batch, on_step: Callable[[str], None] = lambda _: None) -> list[Path]:
    """Write every report that is not finished yet, and return the files written.

    A file is finished when it was written from the same region, by the same version of the
    program and asked for in the same way, and has not been changed since. The region is measured
    once, and not at all where every report is finished.

    Raises
    ------
    RegionError, UsageError, OutputError
        As opening, measuring and writing; the reports that are finished stay.
    """
    region = open_region(batch.region)
    _make_folder(batch.out)
    areas, done = areas_of(region), _Done(batch.out / _DONE, _fingerprint(batch))
    missing = {area: suffixes for area in areas if (suffixes := _missing(batch, area, done))}
    written: list[Path] = []
    try:
        if missing:
            written.extend(_write_missing(batch, region, missing, done, on_step))
    finally:  # an interruption too leaves a list of what there is
        _write_index(batch, region, areas)
    return written


def _write_missing(
    batch: Batch,
    region: Region,
    missing: Mapping[Area, Sequence[str]],
    done: "_Done",
    on_step: Callable[[str], None],
) -> Iterator[Path]:
    """Measure the region and yield each file once it is written."""
    report = gap_report(
        region,
        batch.categories,
        standards=batch.standards,
        on_category=lambda category: on_step(category.name(batch.language)),
    )
    rules_of, total = area_rules(region, report), len(areas_of(region))
    for number, (area, suffixes) in enumerate(missing.items(), total - len(missing) + 1):
        rules = rules_of(area.kind, area.code)
        for path, content in _contents(batch, report, area, suffixes, rules):
            on_step(f"{number}/{total} {path.name}")
            write_whole(path, content())
            done.add(path)
            yield path


def areas_of(region: Region) -> list[Area]:
    """Return the areas of a region that people live in: each län, then each kommun, by code.

    The whole region comes first, unless it is one län.
    """
    places = [region.villages] if region.cells is None else [region.villages, region.cells]
    areas = []
    for kind, attribute in ((AreaKind.LAN, "lan_code"), (AreaKind.KOMMUN, "kommun_code")):
        codes = np.unique(np.concatenate([getattr(each, attribute) for each in places]))
        codes = codes[codes != ""]
        names = region.areas.names_of(kind, codes)
        areas += [
            Area(kind, code, name or code)
            for code, name in zip(codes.tolist(), names.tolist(), strict=True)
        ]
    if sum(area.kind == AreaKind.LAN for area in areas) == 1:
        return areas
    return [Area(None, "", region.provenance.region), *areas]


def _write_index(batch: Batch, region: Region, areas: Sequence[Area]) -> None:
    """Write the page that lists the reports of the folder, whatever formats they are in."""
    listed = [_listed(batch.out, region, area) for area in areas]
    page = render_report_index(region.provenance, listed, batch.language, batch.contact)
    write_whole(batch.out / _INDEX, page)


def _listed(folder: Path, region: Region, area: Area) -> ListedReport:
    people = region.villages if region.cells is None else region.cells
    is_village, is_home = (area.holds(each) for each in (region.villages, people))
    return ListedReport(
        code=area.code,
        name=area.name,
        villages=int(is_village.sum()),
        persons=float(np.nansum(people.population[is_home])),
        files=[
            f"{area.stem}{suffix}"
            for suffix in GAP_REPORT_SUFFIXES
            if (folder / f"{area.stem}{suffix}").is_file()
        ],
    )


def _contents(
    batch: Batch, report: GapReport, area: Area, suffixes: Sequence[str], rules: AreaRules
) -> Iterator[tuple[Path, Callable[[], bytes]]]:
    """Yield the files of an area and how to make them; documents share their numbers and maps."""
    part = report if area.kind is None else part_of_report(report, area.kind, area.code)
    document: GapDocument | None = None
    for suffix in suffixes:
        path = batch.out / f"{area.stem}{suffix}"
        if suffix in DOCUMENT_SUFFIXES:
            document = document or gap_document(
                part, batch.language, contact=batch.contact, rules=rules
            )
            yield path, partial(render_document, document, suffix)
        else:
            yield path, partial(render_gap_report, part, suffix, batch.language)


def _missing(batch: Batch, area: Area, done: "_Done") -> list[str]:
    return [
        suffix for suffix in batch.suffixes if not done.holds(batch.out / f"{area.stem}{suffix}")
    ]


def _fingerprint(batch: Batch) -> str:
    """Return a hash of all that the reports are made from: the region knows its inputs' hashes."""
    standards = None if batch.standards is None else asdict(batch.standards)
    asked = [batch.categories, batch.language, batch.contact, standards]
    text = json.dumps(asked, default=sorted, sort_keys=True)
    manifest = (batch.region / MANIFEST).read_bytes()
    return hashlib.sha256(manifest + text.encode("utf-8")).hexdigest()


class _Done:
    """The finished reports of a folder: what each was made from, and its own hash.

    `asked` is a hash of what they are to be made from now.
    """

    def __init__(self, path: Path, asked: str) -> None:
        self._path, self._asked = path, asked
        self._files: dict[str, list[str]] = {}
        try:
            stored = json.loads(path.read_text(encoding="utf-8"))
            self._files = {name: list(map(str, pair)) for name, pair in stored["files"].items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return  # none yet, or no list of ours: every report is made again

    def holds(self, path: Path) -> bool:
        """Return whether the file is as it was finished, from what is asked for now."""
        if not path.is_file():
            return False
        return self._files.get(path.name) == [self._asked, _sha256(path)]

    def add(self, path: Path) -> None:
        """Remember a finished file at once, so that an interruption loses one report at most."""
        self._files[path.name] = [self._asked, _sha256(path)]
        record = {"program": "tillganglighet", "files": dict(sorted(self._files.items()))}
        write_whole(self._path, json.dumps(record, indent=1).encode("utf-8"))


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"cannot make the folder {folder}: {error.strerror or error}") from error
