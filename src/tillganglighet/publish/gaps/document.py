"""The gap report as a document: what stands on paper and on the page, in finished words."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from tillganglighet.accessibility.gaps.report import GapReport
from tillganglighet.accessibility.gaps.summary import UNREACHED
from tillganglighet.domain.catalogue import Category
from tillganglighet.domain.status import Status
from tillganglighet.publish.formats.page_table import PageTable
from tillganglighet.publish.gaps.category_tables import (
    average_table,
    coverage_table,
    doubt_table,
    front_table,
    level_table,
    people_table,
)
from tillganglighet.publish.gaps.facts import Facts, facts, run_log
from tillganglighet.publish.gaps.findings import (
    findings,
    nearest_text,
    people,
    place_name,
    unit_name,
)
from tillganglighet.publish.gaps.front import front_columns, front_note, in_doubt
from tillganglighet.publish.gaps.key_findings import key_findings
from tillganglighet.publish.gaps.method_tables import input_table, parameter_table, speed_table
from tillganglighet.publish.gaps.place_tables import (
    cut_off_table,
    kommun_table,
    worst_overall_table,
    worst_table,
)
from tillganglighet.publish.gaps.report_numbers import ReportNumbers, report_numbers
from tillganglighet.publish.gaps.rule_page import AreaRules, rule_wordings, rules_table
from tillganglighet.publish.gaps.unanswered import unanswered
from tillganglighet.publish.maps.pictures import ReportMaps, report_maps
from tillganglighet.publish.product.origin import notices
from tillganglighet.publish.wording.columns import Language
from tillganglighet.publish.wording.numbers import number_text
from tillganglighet.publish.wording.shares import spoken_percent
from tillganglighet.publish.wording.words import names_text, words

_MOST_UNCOUNTED = 60  # names of places without population; a county may have thousands


@dataclass(frozen=True)
class CategorySection:
    """What is said of one category; `map_text` is for those who do not see its map."""

    category: Category
    name: str
    sentence: str
    map_text: str
    worst: PageTable | None
    by_kommun: PageTable | None


@dataclass(frozen=True)
class GapDocument:
    """All words, numbers and tables of a report in one language.

    Parameters
    ----------
    language : "sv" or "en"
    numbers : ReportNumbers
    title, contact : str
    notices : tuple of str
        What stands first on every page: the note of a region.
    key_findings, findings : sequence of str
        The three sentences of the first page, and all of them.
    in_doubt : str
        What must be said of incomplete data; empty where they are complete.
    facts, log : Facts
    front, worst : PageTable
        The tables of the first page; `front_note` stands below the first.
    cut_off : PageTable or None
    full, partial : tuple of CategorySection
        Categories that at least half of the people reach, and those that fewer reach.
    empty : sequence of (str, sequence of str)
        Why there is no answer, and the categories.
    without_population : str
        Names of places without population, and how many more.
    people, levels, averages : PageTable
        Of all categories with answers.
    coverage, doubts : PageTable
    speeds, parameters, inputs : PageTable
        What it was computed from.
    rules : PageTable or None
        Where rules have been held against the report; `rule_wordings` is what each says.
    """

    language: Language
    numbers: ReportNumbers
    title: str
    contact: str
    notices: tuple[str, ...]
    key_findings: Sequence[str]
    findings: Sequence[str]
    in_doubt: str
    facts: Facts
    log: Facts
    front: PageTable
    front_note: str
    worst: PageTable
    cut_off: PageTable | None
    full: tuple[CategorySection, ...]
    partial: tuple[CategorySection, ...]
    empty: Sequence[tuple[str, Sequence[str]]]
    without_population: str
    people: PageTable
    levels: PageTable
    averages: PageTable
    coverage: PageTable
    doubts: PageTable
    speeds: PageTable
    parameters: PageTable
    inputs: PageTable
    rules: PageTable | None
    rule_wordings: Facts

    @property
    def report(self) -> GapReport:
        """Return what the document is about."""
        return self.numbers.report

    @cached_property
    def maps(self) -> ReportMaps:
        """Return the maps of the categories with answers, drawn once for page and paper."""
        return report_maps(self.report, [section.category for section in self.sections])

    @property
    def doubts_intro(self) -> str:
        """Return what the table of doubts holds: those of the region, or of this part of it."""
        text, report = words(self.language), self.report
        key = "doubts_intro" if report.part_of is None else "doubts_intro_of_part"
        return text[key].format(area=report.provenance.region)

    @property
    def unit(self) -> str:
        """Return what is counted, in the plural."""
        return unit_name(self.numbers.summary, self.language)

    @property
    def sections(self) -> tuple[CategorySection, ...]:
        """Return every category with an answer."""
        return (*self.full, *self.partial)


def gap_document(
    report: GapReport,
    language: Language = "sv",
    *,
    contact: str = "",
    rules: AreaRules | None = None,
) -> GapDocument:
    """Return the document of a report.

    Parameters
    ----------
    report : GapReport
    language : "sv" or "en"
    contact : str
        Whom to ask about it.
    rules : AreaRules, optional
        Their outcomes for the area of the report.
    """
    numbers, text = report_numbers(report, language), words(language)
    answered = numbers.answered
    front = front_columns(numbers)
    return GapDocument(
        language=language,
        numbers=numbers,
        title=text["title"].format(region=report.provenance.region),
        contact=contact,
        notices=notices(report.provenance, language),
        key_findings=key_findings(numbers, language),
        findings=findings(report, numbers.summary, language),
        in_doubt=in_doubt(numbers, language),
        facts=facts(numbers, language),
        log=run_log(numbers, language),
        front=front_table(numbers, front, language),
        front_note=front_note(front, answered, language),
        worst=worst_overall_table(numbers, language),
        cut_off=cut_off_table(numbers, language),
        full=tuple(_section(numbers, column, language) for column in numbers.full),
        partial=tuple(_section(numbers, column, language) for column in numbers.partial),
        empty=unanswered(numbers, language),
        without_population=names_text(
            [place_name(report, village) for village in numbers.summary.unknown_population],
            _MOST_UNCOUNTED,
            language,
        ),
        people=people_table(numbers, answered, language),
        levels=level_table(numbers, answered, language),
        averages=average_table(numbers, answered, language),
        coverage=coverage_table(report, language),
        doubts=doubt_table(report, language),
        speeds=speed_table(report.provenance, language),
        parameters=parameter_table(report.provenance, language),
        inputs=input_table(report.provenance, language),
        rules=None if rules is None else rules_table(rules, report, language),
        rule_wordings=[] if rules is None else rule_wordings(rules, language),
    )


def _section(numbers: ReportNumbers, column: int, language: Language) -> CategorySection:
    category, text = numbers.report.categories[column], words(language)
    counted, total, summary = people(numbers.summary), numbers.total, numbers.summary
    without = counted.by_status[column, UNREACHED].sum()
    all_arrive = counted.by_status[column, Status.REACHED] == total
    sentence = text["category_sentence_all" if all_arrive else "category_sentence"].format(
        nearest=nearest_text(numbers.report, column, language),
        unit=text["of_persons" if summary.counts_persons else "of_villages"],
        within=spoken_percent(counted.by_class[column, :2].sum(), total, language),
        over=spoken_percent(counted.by_class[column, 3], total, language),
        without=spoken_percent(without, total, language),
        median=number_text(summary.median_min[column], 1, language),
        p90=number_text(summary.p90_min[column], 1, language),
    )
    return CategorySection(
        category=category,
        name=category.name(language),
        sentence=sentence,
        map_text=text["map_of"].format(
            region=numbers.report.provenance.region, category=category.name(language).lower()
        ),
        worst=worst_table(numbers, column, language),
        by_kommun=kommun_table(numbers, column, language),
    )
