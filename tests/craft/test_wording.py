"""Lines and turns that a person would stumble over are found."""

from __future__ import annotations

import pytest

from coach.craft.wording import has_gap


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("So {{ quoted('a') }}", "So"),
        ("“{{ clause('a') }}”, you said.", "“”, you said."),
        ("A {{ said('a') }}. Good.", "A . Good."),
        ("{{ quoted('a') }}. And {{ brief('b') }}.", "“one thing”. And ."),
        ("{{ quoted('a') }} meets {{ brief('b') }}", "“one thing” meets"),
        ("{{ action_name('a') }}", ""),
        ("It is {{ x }}.", "It is None."),
        ("It is {{ x }}.", "It is {{ x }}."),
    ],
)
def test_a_line_that_quotes_what_is_not_there_has_a_gap(template: str, text: str) -> None:
    assert has_gap(template, text)


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{ quoted('a') }}. None of it was luck.", "“one thing”. None of it was luck."),
        ("{{ quoted('a') or quoted('b') }} it is.", "“one thing” it is."),
        ("So it is{% if answered('a') %}: {{ quoted('a') }}{% endif %}.", "So it is."),
        ("“{{ before }}”, and “{{ after }}”.", "“one thing”, and “another … and more”."),
    ],
)
def test_a_line_that_reads_well_has_none(template: str, text: str) -> None:
    assert not has_gap(template, text)
