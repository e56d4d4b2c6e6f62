"""Every sentence is there in both languages, with the same blanks, and is used."""

import re
from pathlib import Path

import tillganglighet.publish
from tillganglighet.publish.wording.words import names_text, persons_text, villages_text, words


def test_both_languages_have_the_same_blanks() -> None:
    for key, swedish in words("sv").items():
        blanks = re.compile(r"{(\w+)}")
        assert set(blanks.findall(swedish)) == set(blanks.findall(words("en")[key])), key


def test_every_sentence_is_used() -> None:
    folder = Path(next(iter(tillganglighet.publish.__path__)))
    files = [*folder.rglob("*.py"), *folder.glob("templates/*")]
    text = "\n".join(file.read_text(encoding="utf-8") for file in files)
    unused = [
        key
        for key in words("sv")
        if not re.search(rf"\b{key}\b", text) and not is_made_of_parts(key, text)
    ]
    assert unused == []


def is_made_of_parts(key: str, text: str) -> bool:
    """Return whether the code writes the key as a beginning and a variable: f"p_{name}"."""
    ends = range(2, len(key))
    return any(f'"{key[:end]}{{' in text or f'"{key[:end]}" ~' in text for end in ends)


def test_one_is_singular() -> None:
    assert villages_text(1, "sv") == "1 ort"
    assert villages_text(1234, "sv") == "1\u202f234 orter"
    assert persons_text(1, "en") == "1 person"
    assert persons_text(2, "en") == "2 persons"


def test_long_lists_of_names_are_cut() -> None:
    assert names_text(["A", "B"], 2, "sv") == "A, B"
    assert names_text(["A", "B", "C"], 2, "sv") == "A, B och 1 till"
