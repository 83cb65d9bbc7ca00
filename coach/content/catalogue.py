"""Every code a fault can have: what it means, and the smallest content that has it."""

from __future__ import annotations

from dataclasses import dataclass

_DECK = "deck: one\ntitle: One\nfor: tell\ncards:\n"
_CARDS = "".join(f"- {{id: c{n}, text: What of {n}?, why: It asks.}}\n" for n in range(6))
_SIXTH = _CARDS.rindex("- {")
_PAIR = (
    "plan: one\ntitle: One\nminutes: 4\nseats: [first, second]\nsteps:\n"
    "- {timebox: a, minutes: 4, steps: [{say: hello, move: structure}]}\n"
)
_HEAD = "dialogue: one\ntitle: One\ngroup: Review\nsource: Provocations\nsteps:\n"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of fault. `example` is a file that has it; empty where the file itself is at fault."""

    title: str
    explanation: str
    example: str = ""


CATALOGUE: dict[str, Kind] = {
    "C001": Kind("Nothing to read", "The folder or file is not there, or may not be read."),
    "C002": Kind("Not UTF-8", "The file is not text in UTF-8. Save it as UTF-8 in your editor."),
    "C003": Kind("Too large", "The file is larger than any content needs to be. Split it."),
    "C004": Kind("Not YAML", "The file cannot be read as YAML from this place on.", "steps: [\n"),
    "C005": Kind("Empty", "The file says nothing. Fill it or delete it.", "# nothing\n"),
    "C006": Kind(
        "Anchor, alias or tag",
        "YAML's shortcuts are not taken, so that each line says what it means.",
        "a: &x 1\nb: *x\n",
    ),
    "C007": Kind("Too deep", "Lists and mappings are nested too deeply to be meant.", "[" * 60),
    "C008": Kind(
        "Twice the same key",
        "A key may stand once in a mapping; the second would hide the first.",
        "dialogue: one\ntitle: A\ntitle: B\n",
    ),
    "C009": Kind(
        "Unknown key",
        "There is no such key here; it is often a slip of the pen.",
        "dialogue: one\ntitel: One\ntitle: One\ngroup: Review\nsource: Provocations\n"
        "steps: [{say: hello, move: structure}]\n",
    ),
    "C010": Kind(
        "Something is missing",
        "A key that has to be there is not.",
        _HEAD + "- {ask: a, move: open, text: A}\n",
    ),
    "C011": Kind(
        "Wrong type",
        "The value is of another kind than the key wants, such as a list for a text.",
        _HEAD + "- {ask: a, move: open, text: A, answer: text, why: [b]}\n",
    ),
    "C012": Kind(
        "Not one of the words",
        "The key takes one of a few words, and this is none of them.",
        _HEAD + "- {say: hello, move: chat}\n",
    ),
    "C013": Kind(
        "Not one step",
        "A step is one of say, ask, detour, each, let, timebox, end.",
        _HEAD + "- {tell: hello}\n",
    ),
    "C014": Kind(
        "Not a name",
        "Names are small letters, digits and hyphens.",
        _HEAD + "- {ask: two words, move: open, text: A, answer: text}\n",
    ),
    "C015": Kind("Unknown kind of file", "The first key says what a file is.", "dialog: one\n"),
    "C016": Kind(
        "Unknown dialogue",
        "A detour or a plan names a dialogue that is not there.",
        _HEAD + "- detour: nowhere\n",
    ),
    "C017": Kind(
        "A template that cannot be read",
        "The Jinja2 in this text or condition is not complete.",
        _HEAD + '- {say: "{{ partnership", move: structure}\n',
    ),
    "C018": Kind(
        "Twice the same id",
        "Answers are bound to ids, so an id may stand once in a dialogue.",
        _HEAD
        + "- {ask: a, move: open, text: A, answer: text}\n"
        + "- {ask: a, move: open, text: B, answer: text}\n",
    ),
    "C019": Kind(
        "Listening without else",
        "When no rule hears anything the coach still has to say something.",
        _HEAD
        + "- ask: a\n  move: open\n  text: A\n  answer: text\n  listen:\n"
        + "  - {hears: b, say: {move: reflect, text: B}}\n",
    ),
    "C020": Kind(
        "A rule that hears nothing",
        "A listening rule needs hears, detect or when, or is the else.",
        "moves:\n- {id: a, say: {move: reflect, text: A}}\n",
    ),
    "C021": Kind(
        "Unknown action",
        "The framework has actions 1 to 11.",
        _HEAD
        + "- ask: a\n  move: choice\n  text: A\n"
        + "  answer: {kind: choice, options: [{id: b, text: B, need: {12: 1}}]}\n",
    ),
    "C022": Kind(
        "No source",
        "What claims something of the report says where it stands there.",
        _HEAD + "- {say: hello, move: inform}\n",
    ),
    "C023": Kind(
        "Unknown name",
        "A text or condition uses a name that is not known there.",
        _HEAD + '- {say: "{{ parnership }}", move: structure}\n',
    ),
    "C024": Kind(
        "A detour without what it needs",
        "The fragment says under needs what it has to be given.",
        _HEAD + "- detour: two\n",
    ),
    "C025": Kind(
        "A detour in a circle",
        "A dialogue cannot lead back to itself; the talk would never end.",
        _HEAD + "- detour: one\n",
    ),
    "C026": Kind(
        "Options that may all be hidden",
        "Each option has a condition, so someone may be asked with nothing to choose from.",
        _HEAD
        + "- {ask: a, move: scale, text: A, answer: rating}\n"
        + "- ask: b\n  move: choice\n  text: B\n  answer:\n    kind: choice\n    options:\n"
        + "      - {id: c, text: C, when: \"rating('a') > 3\"}\n",
    ),
    "C027": Kind(
        "Never reached",
        "Whatever is answered, talk never comes here.",
        _HEAD + "- end: stop\n- {say: hello, move: structure}\n",
    ),
    "C028": Kind(
        "Nothing leads here",
        "A fragment is only reached by a detour, and there is none to this one.",
        "fragment: one\nsteps: [{say: hello, move: structure}]\n",
    ),
    "C029": Kind(
        "Never true",
        "Whatever is answered, this condition does not hold.",
        _HEAD
        + "- {ask: a, move: scale, text: A, answer: rating}\n"
        + "- {say: hello, move: structure, when: rating('a') > 5}\n",
    ),
    "C030": Kind(
        "Always true",
        "Whatever is answered, this condition holds; it says less than it seems to.",
        _HEAD
        + "- {ask: a, move: scale, text: A, answer: rating}\n"
        + "- {say: hello, move: structure, when: rating('a') <= 5}\n",
    ),
    "C031": Kind(
        "Unknown question",
        "A dialogue sees its own questions by their id, and those of its detours as detour/id.",
        _HEAD + "- {say: hello, move: structure, when: answered('a')}\n",
    ),
    "C032": Kind(
        "No answer yet",
        "When talk comes here the question cannot have been answered.",
        _HEAD
        + "- {say: hello, move: structure, when: answered('a')}\n"
        + "- {ask: a, move: open, text: A, answer: text}\n",
    ),
    "C033": Kind(
        "Unknown option",
        "The question has no option with this id.",
        _HEAD
        + "- ask: a\n  move: choice\n  text: A\n"
        + "  answer: {kind: choice, options: [{id: b, text: B}]}\n"
        + "- {say: hello, move: structure, when: \"chose('a', 'c')\"}\n",
    ),
    "C034": Kind(
        "Another kind of answer",
        "The function asks for something that the answer to this question never is.",
        _HEAD
        + "- {ask: a, move: open, text: A, answer: text}\n"
        + "- {say: hello, move: structure, when: rating('a') > 3}\n",
    ),
    "C035": Kind(
        "Nothing is kept under this name",
        "No question has this name under “keep”.",
        _HEAD + "- {say: hello, move: structure, when: kept('success')}\n",
    ),
    "C036": Kind(
        "Not taken in texts and conditions",
        "Content uses a small part of Jinja2 only, so that it can do nothing but speak.",
        _HEAD + '- {say: "{% for a in [1, 2] %}hello{% endfor %}", move: structure}\n',
    ),
    "C037": Kind(
        "Repeated over what is no list",
        "Steps are repeated for each item of a list; this answer has none.",
        _HEAD
        + "- {ask: a, move: open, text: A, answer: text}\n"
        + "- {each: a, as: b, steps: [{say: hello, move: structure}]}\n",
    ),
    "C038": Kind(
        "A name that nothing asked for",
        "A detour passes only what the fragment says under needs.",
        _HEAD + "- {detour: two, with: {partner: name}}\n",
    ),
    "C039": Kind(
        "Always blank",
        "Whatever is answered, nothing is left of this text.",
        _HEAD + "- {say: \"{{ '' }}\", move: structure}\n",
    ),
    "C040": Kind(
        "The chosen dialogue outside of a plan",
        "Only a plan has a place for the dialogue that was chosen, or that an action calls for.",
        _HEAD + "- dialogue: chosen\n",
    ),
    "C041": Kind(
        "A character that acts on the terminal",
        "An escape in a text stands for a character that is not read but obeyed.",
        _HEAD + '- {say: "\\e[1mhello", move: structure}\n',
    ),
    "C042": Kind(
        "Not what it is kept as",
        "What an answer is kept as asks for one kind of answer, or for options by their ids.",
        _HEAD + "- {ask: a, move: open, text: A, answer: text, keep: commitment.date}\n",
    ),
    "C043": Kind(
        "More faults than are listed",
        "Only the first faults of a file are listed; mend those and check again.",
        _HEAD + "- {tell: hello}\n" * 101,
    ),
    "C044": Kind(
        "Not for this kind of answer",
        "The key belongs to another kind of answer, or its figures are not on the scale.",
        _HEAD + "- {ask: a, move: open, text: A, answer: {kind: text, cannot: Cannot say}}\n",
    ),
    "C045": Kind(
        "Nothing to leave out",
        "“without” names a question, asked before, in which actions were chosen.",
        _HEAD
        + "- {ask: a, move: choice, text: A, "
        + "answer: {kind: several, from: actions, without: b}}\n",
    ),
    "C046": Kind(
        "As rated, about nothing",
        "What speaks of a rating has to say which action it is about.",
        _HEAD + "- {ask: a, move: open, text: A, answer: text, speaks_of: rating}\n",
    ),
    "C047": Kind(
        "An action without a dialogue",
        "A plan that holds the dialogue for an action needs one for each, from its section.",
        "plan: one\ntitle: One\nsteps:\n- dialogue: for-action\n",
    ),
    "C048": Kind(
        "Not learnt yet",
        "The coach hears by what “coach learn” made of the examples in framework/hearing; they, or "
        "the words that are alike, have changed since.",
    ),
    "C049": Kind(
        "What was learnt cannot be read",
        "framework/hearing/learnt.yaml is written by “coach learn” alone.",
        "learnt: by hand\n",
    ),
    "C122": Kind(
        "Not one clause marked",
        "In an answer that teaches what to say back, [[…]] stands round the one clause that is "
        "best, ((…)) round others that would do.",
    ),
    "C123": Kind(
        "A family of words that is not there",
        "“@child” in a pattern stands for the words of the family “child”, which no file gives.",
        "repair:\n- {id: a, hears: '@child ~ hungry', say: {move: structure, text: A}}\n",
    ),
    "C050": Kind(
        "Too few cards",
        "A deck lasts for a round, in which no card comes twice.",
        f"{_DECK}{_CARDS[:_SIXTH]}",
    ),
    "C051": Kind(
        "Twice the same card, or the same key",
        "A card is seen once in a sitting, and one key takes one reading of the moment.",
        f"{_DECK}{_CARDS}- {{id: c1, text: What now?, why: It asks.}}\n",
    ),
    "C052": Kind(
        "Not one question",
        "A card asks one thing, so that it can be read aloud as it stands.",
        f"{_DECK}{_CARDS}- {{id: d, text: Tell me more., why: It asks.}}\n",
    ),
    "C053": Kind(
        "Advice on a card",
        "Who coaches gives no advice without leave, and a card gives none to pass on.",
        f"{_DECK}{_CARDS}- {{id: d, text: Have you tried to ask her?, why: It asks.}}\n",
    ),
    "C054": Kind(
        "A card with a name in it",
        "Cards know nothing of what was said, so that they can be shown beside anyone.",
        _DECK + _CARDS + '- {id: d, text: "What of {{ partnership }}?", why: It asks.}\n',
    ),
    "C055": Kind(
        "A step outside of the time-boxes",
        "A plan with “seats” is a row of time-boxes, the same for everybody.",
        _PAIR + "- {say: hello, move: structure}\n",
    ),
    "C056": Kind(
        "Minutes that do not add up",
        "The time-boxes of a plan with “seats” take as long as the plan says.",
        _PAIR + "- {timebox: b, minutes: 3, steps: [{say: hello, move: structure}]}\n",
    ),
    "C057": Kind(
        "A label off the scale",
        "Labels say what numbers of a rating mean, so each stands at a whole number of its scale.",
        _HEAD + "- ask: a\n  move: scale\n  text: A\n"
        "  answer: {kind: rating, labels: {1: hardly, 6: fully}}\n",
    ),
}
_BESIDE = {
    "C024": "fragment: two\nneeds: [partner]\nsteps: [{say: hello, move: structure}]\n",
    "C038": "fragment: two\nsteps: [{say: hello, move: structure}]\n",
}


def files_of(code: str) -> dict[str, str]:
    """The example of a code as content files; empty where it has none."""
    example = CATALOGUE[code].example
    files = {"prompts/one.yaml": example} if example else {}
    return files | ({"prompts/two.yaml": _BESIDE[code]} if code in _BESIDE else {})
