"""What a gap report was measured by, setting for setting: limits, who decided them, coverage."""

from tillganglighet.accessibility.gaps.report import GapReport
from tillganglighet.accessibility.levels.area_classes import area_class_limits
from tillganglighet.domain.catalogue import catalogue
from tillganglighet.domain.standards import TIME_CLASS_ENDS_MIN, LocalStandards, Standards
from tillganglighet.publish.product.settings import Setting
from tillganglighet.publish.wording.columns import Language
from tillganglighet.publish.wording.coverage import coverage_text
from tillganglighet.publish.wording.parameters import parameter_unit
from tillganglighet.publish.wording.words import words


def gap_settings(report: GapReport, language: Language) -> tuple[Setting, ...]:
    """Return the classes, the standards by category with who decided them, and the coverage."""
    text, standards = words(language), report.standards
    return (
        Setting("parameter", "search_cutoff_min", text["no_cutoff"]),
        *(
            Setting("time_class", f"time_class_{end:g}_min", end, "min", f"{end:g} min")
            for end in TIME_CLASS_ENDS_MIN
        ),
        *(
            Setting("area_class", key, float(limit), parameter_unit(key))
            for key, limit in area_class_limits().items()
        ),
        *_limits(report, standards, language),
        *(setting for each in standards.local for setting in _limits(report, each, language)),
        *(
            Setting(
                "coverage",
                category.key,
                coverage_text(report, column, language),
                name=category.name(language),
            )
            for column, category in enumerate(report.categories)
        ),
    )


def _limits(
    report: GapReport, standards: Standards | LocalStandards, language: Language
) -> list[Setting]:
    """Return good and acceptable of each of the report's categories that the standards name."""
    where = f" ({standards.code})" if isinstance(standards, LocalStandards) else ""
    settings = []
    for category in report.categories:
        if category.key not in standards.good_min:
            continue
        decided_by, decided_on = standards.decided_by, standards.decided_on
        if not where and category.key in report.standards.examples:
            decided_by, decided_on = words(language)["f_nobody_decided"], ""
        name = catalogue()[category.key].name(language) + where
        for topic, limits in (
            ("good", standards.good_min),
            ("acceptable", standards.acceptable_min),
        ):
            minutes = limits[category.key]
            settings.append(
                Setting(topic, category.key, minutes, "min", name, decided_by, decided_on)
            )
    return settings
