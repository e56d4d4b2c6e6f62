"""Who decided the standards, in words; the shipped ones are called examples in every product."""

from tillganglighet.domain.areas import AreaKind, Areas
from tillganglighet.domain.catalogue import catalogue
from tillganglighet.domain.standards import Standards
from tillganglighet.publish.wording.columns import Language
from tillganglighet.publish.wording.words import names_text, words

_MOST_NAMES = 8


def standards_texts(standards: Standards, areas: Areas, language: Language) -> list[str]:
    """Return who decided the standards and when, which are examples, and where others hold."""
    text, decided = words(language), standards.examples != set(standards.good_min)
    said = {
        "name": standards.name,
        "decided_by": standards.decided_by,
        "decided_on": standards.decided_on,
    }
    if not decided:
        sentences = [text["standards_are_examples"].format(**said)]
    elif standards.examples:
        names = [catalogue()[key].name(language) for key in sorted(standards.examples)]
        listed = names_text(names, _MOST_NAMES, language)
        sentences = [text["standards_partly_examples"].format(list=listed, **said)]
    else:
        sentences = [text["standards_decided"].format(**said)]
    if standards.local:
        listed = local_decisions_text(standards, areas, language)
        sentences.append(text["standards_local"].format(list=listed))
    return sentences


def local_decisions_text(standards: Standards, areas: Areas, language: Language) -> str:
    """Return where own standards hold, each with who decided them and when."""
    here = [
        f"{_name(areas, each.scope, each.code)} ({each.decided_by} {each.decided_on})"
        for each in standards.local
    ]
    return names_text(here, _MOST_NAMES, language)


def _name(areas: Areas, scope: str, code: str) -> str:
    of_kind = areas.of_kind(AreaKind(scope) if scope in set(AreaKind) else scope)
    known = dict(zip(of_kind.code.tolist(), of_kind.name.tolist(), strict=True))
    return known.get(code) or code
