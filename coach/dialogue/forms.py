"""What each kind of answer means: whether it fits, how it reads, what it shows."""

from __future__ import annotations

from datetime import date

from coach.content.model import AnswerForm, Ask, Framework, Option, Weighting, Wording
from coach.dialogue.answers import in_words
from coach.dialogue.model import (
    Answered,
    Choice,
    Entry,
    Evidence,
    Json,
    Kept,
    Origin,
    Question,
    Rated,
    Suggestion,
)
from coach.dialogue.scope import Scope

_SIZES = {"week": "this week", "month": "this month", "quarter": "this quarter"}
_LOW, _HIGH = 0.45, 0.55
"""The lower and the upper two fifths of a scale. Ours: the report has no scale."""


def fits(form: AnswerForm, options: tuple[Option, ...], value: Json) -> bool:
    """Whether a recorded value is an answer to the question as it stands now.

    It may not be after an edit: an option gone from view, a question of another kind.
    """
    match form.kind:
        case "text":
            return isinstance(value, str)
        case "choice":
            if isinstance(value, dict):
                return bool(form.other) and isinstance(value.get("other"), str)
            if form.choices:
                return isinstance(value, str)
            return value in [option.id for option in options]
        case "several":
            known = {option.id for option in options}
            return isinstance(value, list) and all(item in known for item in value)
        case "rating" | "number":
            return (
                isinstance(value, int | float)
                and not isinstance(value, bool)
                and form.low <= value <= form.high
            )
        case "date":
            return isinstance(value, str) and _is_day(value)
        case "list" | "people":
            return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def shown(
    form: AnswerForm,
    options: tuple[Option, ...],
    value: Json,
    scope: Scope,
    framework: Framework,
    action: Kept | None,
) -> str:
    """An answer as it reads in the conversation."""
    if isinstance(value, dict):
        return str(value.get("other", ""))
    if isinstance(value, list):
        texts = {option.id: scope.render(option.text[0]) for option in options}
        return "; ".join(texts.get(str(item), str(item)) for item in value)
    match form.kind:
        case "choice":
            for choice in choices_of(form, options, (), scope, framework, action):
                if choice.id == value:
                    return choice.text
            return _action_name(framework, value)
        case "date":
            return in_words(str(value))
        case "rating" | "number":
            return f"{value:g}" if isinstance(value, int | float) else ""
        case _:
            return str(value)


def _action_name(framework: Framework, value: Json) -> str:
    number = int(value) if isinstance(value, str) and value.isdigit() else 0
    action = framework.actions.get(number)
    return action.name if action else str(value)


def choices_of(
    form: AnswerForm,
    options: tuple[Option, ...],
    offers: tuple[Suggestion, ...],
    scope: Scope,
    framework: Framework,
    action: Kept | None,
) -> tuple[Choice, ...]:
    """The options as they are offered now."""
    match form.choices:
        case "suggestions":
            return tuple(Choice(str(o.action), o.name) for o in offers)
        case "actions":
            return tuple(Choice(str(a.number), a.name) for a in framework.actions.values())
        case "first-steps":
            number = action.value if action else None
            chosen = framework.actions.get(
                int(number) if isinstance(number, str) and number.isdigit() else 0
            )
            return tuple(
                Choice(step.size, step.text, _SIZES[step.size])
                for step in (chosen.steps if chosen else ())
            )
        case None:
            return tuple(Choice(o.id, scope.render(o.text[0])) for o in options)


def question_of(
    step: Ask,
    key: str,
    scope: Scope,
    wording: Wording,
    options: tuple[Option, ...],
    offers: tuple[Suggestion, ...],
    framework: Framework,
    action: Kept | None,
    before: Entry | None,
) -> Question:
    """The question as it stands before the person; `before` is an earlier answer to it."""
    form = step.answer
    draft = scope.render(step.draft[0]) if step.draft else ""
    if before is not None and before.value is not None:
        draft = as_typed(before.value)
    return Question(
        key=key,
        id=step.id,
        kind=form.kind,
        move=step.move,
        text=scope.render(wording),
        why=step.why,
        example=step.example,
        options=choices_of(form, options, offers, scope, framework, action),
        other=scope.render(form.other[0]) if form.other else "",
        offers=offers,
        low=form.low,
        high=form.high,
        labels=form.labels,
        at_least=form.at_least,
        at_most=form.at_most,
        past=form.past,
        draft=draft,
        voice=step.voice,
    )


def as_typed(value: Json) -> str:
    """A recorded value as the person could have typed it."""
    if isinstance(value, dict):
        return str(value.get("other", ""))
    if isinstance(value, list):
        return "\n".join(map(str, value))
    return f"{value:g}" if isinstance(value, float) else str(value)


def kept_text(text: str) -> str:
    """An answer as it reads inside a sentence: in one line, without its full stop."""
    line = " ".join(text.split())
    return line[:-1].rstrip() if line.endswith(".") and not line.endswith("..") else line


def _showing(step: Ask, options: tuple[Option, ...], value: Json) -> list[Weighting]:
    if step.answer.kind == "rating" and isinstance(value, int | float):
        span = step.answer.high - step.answer.low
        position = (value - step.answer.low) / span if span else 0.5
        if position < _LOW:
            return list(step.answer.low_shows)
        return list(step.answer.high_shows) if position > _HIGH else []
    chosen = value if isinstance(value, list) else [value]
    return [w for option in options if option.id in chosen for w in option.shows]


def evidence_of(
    step: Ask, options: tuple[Option, ...], answer: Answered, scope: Scope
) -> list[Evidence]:
    """What a rating or a chosen option shows, apart from words."""
    showing = _showing(step, options, answer.value)
    if not showing:
        return []
    if step.answer.kind == "rating":
        asked = scope.render(step.text[0]).split("?")[0].split(": ")[-1]
        because = f"{answer.text} of {step.answer.high:g} · {asked}"
    else:
        because = answer.text
    origin: Origin = "rating" if step.answer.kind == "rating" else "option"
    return [Evidence(w.action, w.polarity, w.weight, because, origin, answer.key) for w in showing]


def rated(step: Ask, answer: Answered) -> Rated:
    """A rating as the profile keeps it."""
    form = step.answer
    actions = sorted({w.action for w in (*form.low_shows, *form.high_shows)})
    value = float(answer.value) if isinstance(answer.value, int | float) else 0.0
    return Rated(answer.key, value, form.low, form.high, tuple(actions))
