"""The page that lists the reports of a folder: an area a row, with its people and its files."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from tillganglighet.domain.provenance import Provenance
from tillganglighet.publish.gaps.facts import days_text
from tillganglighet.publish.product.origin import notices
from tillganglighet.publish.product.page import page_environment
from tillganglighet.publish.wording.columns import Language
from tillganglighet.publish.wording.mode_text import mode_text
from tillganglighet.publish.wording.numbers import number_text
from tillganglighet.publish.wording.words import words


@dataclass(frozen=True)
class ListedReport:
    """The report of one area.

    Parameters
    ----------
    code, name : str
        Of the area; the code is empty for a region that is no kommun and no län.
    villages : int
    persons : float
        As far as anybody has counted them; 0 where nobody has.
    files : sequence of str
        Names in the folder of the page.
    """

    code: str
    name: str
    villages: int
    persons: float
    files: Sequence[str]


def render_report_index(
    provenance: Provenance, reports: Sequence[ListedReport], language: Language, contact: str = ""
) -> bytes:
    """Return the page as UTF-8; it links to files beside it and needs nothing else.

    Parameters
    ----------
    provenance : Provenance
        Of the whole region.
    reports : sequence of ListedReport
        In the order that they are listed in.
    language : "sv" or "en"
    contact : str
        Whom to ask; nobody if empty.
    """
    text = words(language)
    rows = [
        {
            "name": each.name,
            "code": each.code,
            "villages": number_text(each.villages, 0, language),
            "persons": number_text(each.persons or math.nan, 0, language),
            "files": [(name, name.rpartition(".")[2].upper()) for name in each.files],
        }
        for each in reports
    ]
    page = (
        page_environment()
        .get_template("report_index.html.jinja")
        .render(
            language=language,
            t=text,
            title=text["index_title"].format(region=provenance.region),
            notices=notices(provenance, language),
            subtitle=text["subtitle"].format(
                mode=mode_text(provenance, language), dates=days_text(provenance, language)
            ),
            contact=contact,
            rows=rows,
            attribution=provenance.attribution,
            program=provenance.program,
        )
    )
    return page.encode("utf-8")
