"""Every code a fault of craft can have, with the smallest dialogue that has it."""

from __future__ import annotations

from collections.abc import Mapping

from coach.content.catalogue import Kind

_HEAD = "dialogue: one\ntitle: One\ngroup: Review\nminutes: 10\nsource: Provocations\nsteps:\n"
_ASK = "- {ask: a, move: open, text: [What now, And now], why: So, answer: text}\n"

CRAFT: Mapping[str, Kind] = {
    "C080": Kind(
        "Too few reflections on one path",
        "On each path there is at least one reflection (reflect, complex, summarise) for each "
        "question. Let the coach show that an answer arrived before it asks the next.",
        _HEAD + _ASK,
    ),
    "C081": Kind(
        "Too few reflections on most paths",
        "On the path in the middle there are three reflections for two questions. Give some "
        "answers two: one that says it back, one that joins it to something earlier.",
        _HEAD + _ASK,
    ),
    "C082": Kind(
        "Reflections that only repeat",
        "At least half of the reflections are complex or summarise: they join two things said, "
        "turn over both sides, or sum up.",
        _HEAD + _ASK + "- {say: \"{{ quoted('a') }}\", move: reflect}\n",
    ),
    "C083": Kind(
        "Too many closed questions",
        "Ratings and choices apart, at least 85 in 100 questions are open.",
        _HEAD + "- {ask: a, move: closed, text: [Is it, Was it], why: So, answer: text}\n",
    ),
    "C084": Kind(
        "Told without leave",
        "What a place did (inform with a source) and what one could do (suggest) come only after "
        "a question with “move: leave” that was answered with yes; an option whose id begins "
        "with “no” is a no. What stands before the first question is the frame that the person "
        "chose by its title.",
        _HEAD + _ASK + "- {say: Ring them, move: suggest}\n",
    ),
    "C085": Kind(
        "Never affirmed, left free or asked along",
        "In a whole session the coach affirms something specific (affirm), says that it is "
        "theirs to judge (autonomy) and seeks to work together (collaborate, or leave).",
        _HEAD + _ASK,
    ),
    "C086": Kind(
        "Two questions in one turn",
        "Between two answers there is one question mark, quotations apart.",
        _HEAD + "- {ask: a, move: open, text: [What? Why?, How? When?], why: So, answer: text}\n",
    ),
    "C087": Kind(
        "Why did you not",
        "“Why didn't you …” sounds like blame whatever is meant. Ask what was in the way.",
        _HEAD + "- {ask: a, move: open, text: Why didn't you ask, why: So, answer: text}\n",
    ),
    "C088": Kind(
        "The coach talks too much",
        "The coach's own words (quotations, and what was told with leave, apart) are too large a "
        "share of all words, with answers of about 18 words. Shorten lines.",
        _HEAD
        + "- ask: a\n  move: open\n  why: So\n  answer: text\n  text: "
        + " ".join(["What is it that you see there now,"] * 8)
        + "\n",
    ),
    "C089": Kind(
        "Too few paths",
        "A dialogue has at least six paths that differ in what is asked or said.",
        _HEAD + _ASK,
    ),
    "C090": Kind(
        "A path too short",
        "No path has fewer than five questions, whatever is passed over.",
        _HEAD + _ASK,
    ),
    "C091": Kind(
        "Too short or too long",
        "A dialogue takes 8 to 20 minutes, as “minutes” says.",
        (_HEAD + _ASK).replace("minutes: 10", "minutes: 45"),
    ),
    "C092": Kind(
        "A question without why",
        "Whoever is asked may ask why; “why” answers in a sentence.",
        _HEAD + "- {ask: a, move: open, text: [What now, And now], answer: text}\n",
    ),
    "C093": Kind(
        "One wording only",
        "People come back, so each question and reflection has at least two wordings.",
        _HEAD + "- {ask: a, move: open, text: What now, why: So, answer: text}\n",
    ),
    "C094": Kind(
        "No leave asked",
        "Each dialogue has a moment in which evidence is offered, with “move: leave”.",
        _HEAD + _ASK,
    ),
    "C095": Kind(
        "Nothing joined",
        "Each dialogue has a complex reflection that reads two answers.",
        _HEAD + _ASK,
    ),
    "C096": Kind(
        "Hard to read",
        "The coach's lines have a Flesch–Kincaid grade of 7 at most.",
        _HEAD
        + "- {ask: a, move: open, text: Organisational collaboration necessitates deliberation, "
        "why: So, answer: text}\n",
    ),
    "C097": Kind(
        "Long sentences",
        "At least nine in ten of the coach's sentences have fewer than 18 words.",
        _HEAD
        + "- {ask: a, move: open, text: "
        + "What would it be like if all of you were to sit down and say it to each other one day, "
        + "why: So, answer: text}\n",
    ),
    "C098": Kind(
        "Exclamation mark or emoji",
        "The coach is calm: no exclamation marks, no emoji.",
        _HEAD + "- {ask: a, move: open, text: What now!, why: So, answer: text}\n",
    ),
    "C099": Kind(
        "A plan that leaves something out",
        "A whole session agrees what it is about and what would make it worth it, and ends with an "
        "if-then plan (moment, response, rehearsal, how sure, day, who hears of it) and what "
        "was learned.",
        "plan: two\ntitle: Two\ndialogue: one\nsteps: [{dialogue: chosen}]\n",
    ),
    "C100": Kind(
        "Never reached",
        "No path leads to this line, option, rule or side of a condition.",
        _HEAD
        + _ASK
        + "- {say: Never, move: structure, when: \"skipped('a') and answered('a')\"}\n",
    ),
    "C101": Kind(
        "A line with a gap",
        "On some path this line is blank, or shows empty quotation marks, braces or “None”. "
        "Give it “when: answered('…')”.",
        _HEAD + _ASK + "- {say: \"So {{ quoted('a') }}\", move: reflect}\n",
    ),
    "C102": Kind(
        "An early end",
        "On some path the talk ends before its last step.",
        _HEAD + _ASK + "- {end: stop}\n",
    ),
}


def files_of(code: str) -> dict[str, str]:
    """The example of a code as content files."""
    files = {"prompts/one.yaml": CRAFT[code].example}
    if code == "C099":
        files = {"prompts/one.yaml": _HEAD + _ASK, "sessions/two.yaml": CRAFT[code].example}
    return files
