"""Nothing of the report's material is lost: each id is used, or left out with a reason."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from coach.content.framework import Framework
from tests.golden import shipped_content

HERE = Path(__file__).parent
IDS = (HERE / "inventory_ids.txt").read_text(encoding="utf-8").split()
LEFT_OUT = HERE.parent.parent / "docs" / "left-out.md"
ID = r"INV-\d{3}|[CMLT]\d{2}"


def used() -> set[str]:
    """Ids told by the framework, and ids that a dialogue names as source or under `uses`."""
    content = shipped_content()
    framework = content.framework
    things = (*framework.findings, *framework.records())
    told = {name for thing in things for name in (thing.id, *thing.uses)}
    told |= {tension.id for tension in framework.tensions} | set(framework.report.uses)
    found = {re.sub(r"(?<=\d)-[a-z]+$", "", name) for name in told}
    for path, text in content.files.items():
        if path.startswith("prompts/"):
            for line in re.findall(r"\b(?:source|uses): *(.*)", text):
                found |= set(re.findall(rf"\b(?:{ID})\b", line))
    return found


def left_out() -> dict[str, str]:
    """Ids with the reason for which they are left out, from the table in `docs/left-out.md`."""
    rows = re.findall(rf"^\| ({ID}) \| (.+) \|$", LEFT_OUT.read_text(encoding="utf-8"), re.M)
    return dict(rows)


def test_every_id_of_the_inventory_is_used_or_left_out_with_a_reason() -> None:
    assert set(IDS) - used() - set(left_out()) == set()


def test_nothing_is_both_used_and_left_out() -> None:
    assert used() & set(left_out()) == set()


def test_every_reason_is_more_than_a_word() -> None:
    assert all(len(reason.split()) > 5 for reason in left_out().values())


def test_no_id_is_used_that_the_inventory_does_not_have() -> None:
    assert {name for name in used() if re.fullmatch(ID, name)} <= set(IDS)
    assert set(left_out()) <= set(IDS)


def _parts(lens: str) -> Callable[[Framework], object]:
    return lambda f: len(next(found.parts for found in f.lenses if found.id == lens))


def _effects(framework: Framework) -> list[str]:
    return sorted(influence.effect for influence in framework.national)


LISTS: dict[str, tuple[Callable[[Framework], object], object]] = {
    "L01": (lambda f: (len(f.areas), len(f.actions), _headed(f)), (4, 11, 13)),
    "L02": (_parts("four-options"), 4),
    "L03": (_parts("dimensions"), 4 + 2),
    "L05": (_parts("plan-test"), 4),
    "L08": (_parts("tight-loose"), 3 + 3),
    "L11": (lambda f: [t.best for t in f.tactics], [False] * 8 + [True]),
    "L13": (_parts("immune-response"), 4),
    "L14": (lambda f: len(f.provocations), 1 + 5 + 1),
    "L15": (_parts("system-entrepreneur"), 2),
    "L16": (_parts("three-powers"), 3),
    "L17": (_parts("partnership-capital"), 3),
    "L18": (lambda f: (_effects(f), len(f.asks)), (["helps", *["hinders"] * 4, "mixed"], 8)),
    "L19": (
        lambda f: [r.audience for r in f.recommendations],
        ["council"] * 3 + ["partnership"] * 2 + ["national"] * 4,
    ),
    "L20": (lambda f: len([case for case in f.cases if not case.small]), 13),
    "L21": (lambda f: len(f.report.places), 6),
}


def _headed(framework: Framework) -> int:
    areas = {area.heading for area in framework.areas}
    return sum(part in areas and name != part for name, part in framework.report.sections.items())


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_whole(name: str) -> None:
    count, wanted = LISTS[name]
    assert count(shipped_content().framework) == wanted
