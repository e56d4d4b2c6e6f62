"""How people travel, in words: mode, whose speeds, and season."""

from tillganglighet.domain.provenance import Provenance
from tillganglighet.publish.wording.classes import published_classes
from tillganglighet.publish.wording.columns import Language
from tillganglighet.publish.wording.words import words


def mode_text(provenance: Provenance, language: Language) -> str:
    """Return "bil, skyltad hastighet, sommar"; a profile of the user's own goes by its name."""
    text = words(language)
    mode = {each.code_en: each.label(language) for each in published_classes("mode")}
    name, _, season = provenance.profile.rsplit(" ", 2)
    speeds = text.get(f"profile_{name}") or text["profile_own"].format(name=name)
    return ", ".join([mode[provenance.mode], speeds, text[f"season_{season}"]])
