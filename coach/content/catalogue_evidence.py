"""The codes of `coach.content.check.evidence`: what each means, and content that has it."""

from __future__ import annotations

from coach.content.catalogue import Kind

_CASE = """\
cases:
- id: C01
  name: One
  story: [They met.]
  lesson: Meet.
  actions: [{action}]
  question: {question}
  source: {source}
"""


def _case(action: int = 1, question: str = "And you?", source: str = "Foreword") -> str:
    return _CASE.format(action=action, question=question, source=source)


_REPORT = "report: One\nplaces: [Wigan]\nsections: [Foreword]\n"
_BARRIER = """\
barriers:
- id: one
  name: One
  found: One
  source: Foreword
  actions: [1]
  tactics: [hurry]
  question: And you?
"""
_AREA = """\
area: one
name: One
short: one
heading: One
role: base
means: One
source: Foreword
actions:
- action: 1
  name: One
  short: one
  heading: One
  means: One
  strong: One
  weak: One
  source: Foreword
  questions: [And you?]
  steps: [{size: week, text: Go., needs: {minutes: 5}}]
  found: [{id: INV-001, text: One, kind: view, source: Foreword}]
"""
_TENSION = """\
tensions:
- id: T01
  name: One
  sides: [{text: one, actions: [1], source: Foreword}]
  question: And you?
"""
_LENS = """\
lenses:
- id: one
  name: One
  what: [One.]
  parts: [{id: a, name: A, text: A}, {id: b, name: B, text: B}]
  question: And you?
  source: Foreword
"""

CATALOGUE: dict[str, Kind] = {
    "C060": Kind(
        "Unknown section",
        "A source names a heading of the report, as framework/report.yaml lists them.",
        _case(source="Somewhere"),
    ),
    "C061": Kind(
        "Unknown place",
        "A source names one of the places where people were interviewed.",
        _case(source="{section: Foreword, place: Atlantis}"),
    ),
    "C062": Kind(
        "Unknown finding",
        "A source may name a finding or a case by its id; this id is not there.",
        _case(source="INV-999"),
    ),
    "C063": Kind("Unknown action", "The framework has actions 1 to 11.", _case(action=12)),
    "C064": Kind(
        "Twice the same id",
        "Findings, cases and all other evidence share one set of ids.",
        _case() + _case().removeprefix("cases:\n"),
    ),
    "C065": Kind(
        "Not one question",
        "What is asked ends with a question mark and holds no other.",
        _case(question="And you."),
    ),
    "C066": Kind(
        "A story too long",
        "A case is told in at most six lines, each of one sentence.",
        _case().replace("[They met.]", "[They met. They talked.]"),
    ),
    "C067": Kind(
        "Unknown name",
        "A barrier names tactics, and a finding the half of an action, by their ids.",
        _BARRIER,
    ),
    "C068": Kind(
        "Too little for an action",
        "An action needs four questions, six first steps in three sizes, and a finding.",
        _AREA,
    ),
    "C069": Kind("Not two sides", "A tension has one side and the other.", _TENSION),
    "C070": Kind(
        "Not a whole lens",
        "A lens is told in three sentences and has two parts or more.",
        _LENS,
    ),
}


def files_of(code: str) -> dict[str, str]:
    """The example of a code as content files."""
    return {
        "framework/one.yaml": CATALOGUE[code].example,
        "framework/report.yaml": _REPORT,
    }
