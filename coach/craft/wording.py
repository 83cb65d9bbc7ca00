"""What single lines and turns must not have, wherever they stand."""

from __future__ import annotations

import re

from coach.content.faults import Faults
from coach.content.model import REFLECTION_MOVES, Ask, Say, Step, Wording
from coach.content.parts import said_or_asked
from coach.craft.measure import unquoted
from coach.craft.paths import Paths, Way

_BLAME = re.compile(r"\bwhy (?:did|have|has|had|do|does)(?:n['’]t| \w+ not)\b", re.I)
_LOUD = re.compile("[!\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\ufe0f]")
_GAP = re.compile(r"“[\W_]*”|\{\{|\}\}|\{%|(?:^|\s)[.,;:?]|  ")
_QUOTES = re.compile(r"“|\b(?:quoted|brief)\(")
_CHOOSES = re.compile(r"\{%|\bor\b|\bif\b")


def judge_lines(steps: tuple[Step, ...], faults: Faults) -> None:
    """Add what is wrong with these lines as they are written."""
    for step in said_or_asked(steps):
        _whole(step, faults)
        again = step.answer.more if isinstance(step, Ask) else ()
        for wording in (*step.text, *again):
            _plain(wording, faults)


def _whole(step: Say | Ask, faults: Faults) -> None:
    if isinstance(step, Ask) and not step.why:
        message = f"“{step.id}” does not say why it is asked."
        faults.add("C092", message, step.mark, "Add “why: …”, in one sentence.")
    if len(step.text) < 2 and (isinstance(step, Ask) or step.move in REFLECTION_MOVES):
        what = f"The question “{step.id}”" if isinstance(step, Ask) else "This reflection"
        mark = step.text[0].mark if step.text else step.mark
        faults.add("C093", f"{what} has one wording.", mark, "Add a second to its “text”.")


def _plain(wording: Wording, faults: Faults) -> None:
    plain = unquoted(wording.template)
    if _LOUD.search(plain):
        message = "There is an exclamation mark or emoji here."
        faults.add("C098", message, wording.mark, "Say it calmly.")
    if _BLAME.search(plain):
        message = "“Why did you not” sounds like blame."
        faults.add("C087", message, wording.mark, "Ask what was in the way.")


def judge_turns(paths: Paths, faults: Faults) -> None:
    """Add what is wrong with lines and turns as they are read on some path."""
    for way in paths.ways():
        for line in way.lines:
            for wording, text in zip(line.text, line.variants, strict=True):
                if has_gap(wording.template, text):
                    faults.add(
                        "C101",
                        "On some path this line has a gap.",
                        wording.mark,
                        f"There it follows the answer “{way.reply.name}”. Give it “when: "
                        "answered('…')” for each answer that it quotes.",
                    )
        _one_question(way, faults)


def has_gap(template: str, text: str) -> bool:
    """Whether what a line quotes is missing from `text`, one of the ways it reads."""
    if not text.strip() or _GAP.search(text) or text.count("None") > template.count("None"):
        return True
    asked = "".join(re.findall(r"\{\{.*?\}\}|\{%", template))
    return not _CHOOSES.search(asked) and text.count("“") < len(_QUOTES.findall(template))


def _one_question(way: Way, faults: Faults) -> None:
    for visit in range(max((len(line.variants) for line in way.lines), default=0)):
        asking = [line for line in way.lines if "?" in unquoted(line.said(visit))]
        if sum(unquoted(line.said(visit)).count("?") for line in asking) > 1:
            mark = asking[0].text[visit % len(asking[0].text)].mark
            mend = "Keep the one that matters, or make the first a statement."
            faults.add("C086", "Two questions stand in one turn.", mark, mend)
