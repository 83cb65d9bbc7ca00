"""What each kind of answer means: what is taken as one, how it reads, what it shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import get_args

from coach.content.framework import SIZES
from coach.content.model import (
    Action,
    AnswerForm,
    Ask,
    Choices,
    Option,
    Polarity,
    Size,
    Text,
    Weighting,
    Wording,
)
from coach.days import day_of_the_week, full_day
from coach.dialogue.answers import CANNOT
from coach.dialogue.model import (
    Answered,
    Choice,
    Entry,
    Evidence,
    Json,
    Origin,
    Question,
    Rated,
    Suggestion,
    action_in,
)
from coach.dialogue.scope import Scope
from coach.dialogue.standing import HIGH, LOW


@dataclass(frozen=True, slots=True)
class Open:
    """A question that waits for its answer."""

    step: Ask
    scope: Scope
    keys: tuple[str, ...]
    """Its key, then every key that it may have had before."""
    wording: Wording
    options: tuple[Option, ...] = ()
    """Those that are in view."""
    offers: tuple[Suggestion, ...] = ()
    thin: tuple[Open, str] | None = None
    """Where this is the second try: the first, and its thin text."""

    @property
    def key(self) -> str:
        """The key under which its answer is kept."""
        return self.keys[0]


def taken(form: AnswerForm, options: tuple[Option, ...], value: Json) -> Json:
    """A recorded value as the question takes it now; None where it is no answer to it.

    It may not be after an edit: an option gone from view, a question of another kind. An option
    that was renamed is taken by its present id.
    """
    match form.kind:
        case "text":
            return value if isinstance(value, str) else None
        case "choice":
            if isinstance(value, dict):
                return value if form.other and isinstance(value.get("other"), str) else None
            return _option_id(form, options, value)
        case "several":
            if not isinstance(value, list):
                return None
            ids = [_option_id(form, options, item) for item in value]
            return None if None in ids else list(dict.fromkeys(map(str, ids)))
        case "rating" | "number":
            if form.cannot and value == CANNOT:
                return value
            if isinstance(value, bool) or not isinstance(value, int | float):
                return None
            return value if form.low <= value <= form.high else None
        case "date":
            return value if isinstance(value, str) and _is_day(value) else None
        case "list" | "people":
            listed = isinstance(value, list) and all(isinstance(item, str) for item in value)
            return value if listed else None


def _option_id(form: AnswerForm, options: tuple[Option, ...], value: Json) -> str | None:
    """The id of the option that was chosen, under its present name or a former one."""
    if form.choices and _is_worked_out(form.choices, value):
        return str(value)
    for option in options:
        if value == option.id:
            return option.id
    return next((option.id for option in options if value in option.was), None)


def _is_worked_out(choices: Choices, value: Json) -> bool:
    """Whether a value could have been chosen from options that are worked out."""
    if choices == "first-steps":
        return value in get_args(Size)
    return isinstance(value, str) and value.isdecimal()


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def shown(opened: Open, value: Json) -> str:
    """An answer as it reads in the conversation."""
    form, scope = opened.step.answer, opened.scope
    if isinstance(value, dict):
        return str(value.get("other", ""))
    if isinstance(value, list):
        texts = {choice.id: choice.text for choice in choices_of(opened)}
        return "; ".join(texts.get(str(item), str(item)) for item in value)
    if form.cannot and value == CANNOT:
        return scope.render(form.cannot[0])
    match form.kind:
        case "choice":
            if form.choices != "first-steps" and form.choices and _action(scope, value):
                return _action_name(scope, value)
            choices = choices_of(opened)
            return next((choice.text for choice in choices if choice.id == value), str(value))
        case "date":
            return day_of_the_week(date.fromisoformat(str(value)))
        case "rating" | "number":
            return f"{value:g}" if isinstance(value, int | float) else ""
        case _:
            return str(value)


def _action(scope: Scope, value: Json) -> Action | None:
    return scope.facts.actions.get(action_in(value))


def _action_name(scope: Scope, value: Json) -> str:
    action = _action(scope, value)
    return action.name if action else str(value)


def choices_of(opened: Open) -> tuple[Choice, ...]:
    """The options as they are offered now."""
    written = tuple(Choice(o.id, opened.scope.render(o.text[0])) for o in opened.options)
    return _worked_out(opened) + written


def _worked_out(opened: Open) -> tuple[Choice, ...]:
    """The options that nobody wrote down."""
    scope = opened.scope
    match opened.step.answer.choices:
        case "suggestions":
            return tuple(Choice(str(o.action), o.name) for o in opened.offers)
        case "actions":
            gone = scope.chosen(opened.step.answer.without)
            actions = (a for a in scope.facts.actions.values() if str(a.number) not in gone)
            return tuple(Choice(str(a.number), a.name) for a in actions)
        case "gaps":
            return tuple(
                Choice(str(gap.action), gap.name, f"matters {gap.matters:g}, stands at {gap.now:g}")
                for gap in scope.now.standing.widest
            )
        case "first-steps":
            kept = scope.known.kept.get("commitment.action")
            chosen = _action(scope, kept.value if kept else None)
            ledger = scope.now.ledger
            steps = chosen.steps_for(ledger.lacks, ledger.taken) if chosen else ()
            return tuple(Choice(step.size, step.text, SIZES[step.size]) for step in steps)
        case None:
            return ()


def question_of(opened: Open, before: Entry | None) -> Question:
    """The question as it stands before the person; `before` is an earlier answer to it."""
    step, scope, form = opened.step, opened.scope, opened.step.answer
    given = before.value if before else None
    offered = scope.typed(step.draft[0]) if step.draft and given is None else ""
    return Question(
        key=opened.key,
        id=step.id,
        kind=form.kind,
        move=step.move,
        text=scope.render(opened.wording),
        why=step.why,
        example=step.example,
        options=choices_of(opened),
        other=scope.render(form.other[0]) if form.other else "",
        offers=opened.offers,
        low=form.low,
        high=form.high,
        labels=form.labels,
        at_least=form.at_least,
        at_most=form.at_most,
        past=form.past,
        cannot=scope.render(form.cannot[0]) if form.cannot else "",
        keep=step.keep or "",
        draft=offered if given is None else as_typed(given, form.kind),
        voice=step.voice,
    )


def as_typed(value: Json, kind: str) -> str:
    """A value recorded for a question of this kind, as the person could have typed it."""
    if kind == "date" and isinstance(value, str) and _is_day(value):
        return full_day(date.fromisoformat(value))
    if isinstance(value, dict):
        return str(value.get("other", ""))
    if isinstance(value, list):
        return "\n".join(map(str, value))
    return f"{value:g}" if isinstance(value, float) else str(value)


def kept_text(text: str) -> str:
    """An answer as it reads inside a sentence: in one line, without its full stop."""
    line = " ".join(text.split())
    return line[:-1].rstrip() if line.endswith(".") and not line.endswith("..") else line


def evidence_of(opened: Open, answer: Answered) -> tuple[Evidence, ...]:
    """What a rating or chosen options show, apart from words."""
    if opened.step.answer.kind == "rating":
        if answer.value == CANNOT:
            return ()
        line = opened.scope.render(opened.wording).split("\n")[0]
        asked = line.split("?")[0].split(": ")[-1].rstrip(".")
        if about := about_of(opened):
            asked = opened.scope.facts.actions[about].name
        because = f"{answer.text} of {opened.step.answer.high:g} · {asked}"
        shows = _band(opened, answer.value)
        return tuple(_evidence(shows, because, "rating", answer.key))
    chosen = answer.value if isinstance(answer.value, list) else [answer.value]
    return tuple(
        evidence
        for option in opened.options
        if option.id in chosen
        for evidence in _evidence(
            option.shows, opened.scope.render(option.text[0]), "option", answer.key
        )
    )


def _band(opened: Open, value: Json) -> tuple[Weighting, ...]:
    """What a rating shows by where on its scale it stands."""
    form, about = opened.step.answer, about_of(opened)
    span = form.high - form.low
    position = (value - form.low) / span if span and isinstance(value, int | float) else 0.5
    if form.of != "now" or LOW <= position <= HIGH:
        return ()
    low = position < LOW
    told = (Weighting(about, "need" if low else "strength", _told(opened)),) if about else ()
    return told + (form.low_shows if low else form.high_shows)


def _told(opened: Open) -> float:
    return opened.scope.facts.framework.advice.told


def about_of(opened: Open) -> int:
    """The number of the action that a question is about; 0 where it is about none."""
    about = opened.step.about
    number = opened.scope.value(about) if about else 0
    return number if isinstance(number, int) and number in opened.scope.facts.actions else 0


def told_of(opened: Open, text: str) -> tuple[Evidence, ...]:
    """What a text shows of the action that its question is about, if it speaks of need or
    strength."""
    step, about = opened.step, about_of(opened)
    if not about or step.speaks_of is None:
        return ()
    because = opened.scope.facts.telling.of(text).strip(" .")
    return (Evidence(about, step.speaks_of, _told(opened), because, "words", opened.key),)


def _evidence(
    shows: tuple[Weighting, ...], because: str, origin: Origin, key: str
) -> Iterator[Evidence]:
    for w in shows:
        yield Evidence(w.action, w.polarity, w.weight, because, origin, key)


def rated(opened: Open, answer: Answered) -> tuple[Rated, ...]:
    """The ratings that an answer gives, as the profile keeps them.

    An action whose own rating was given in this session is not rated again by a question that
    only touches on it; one that a high number speaks against is not rated by it at all.
    """
    form, about = opened.step.answer, about_of(opened)
    if form.kind == "several" and form.chosen is not None:
        return tuple(_rated_by_choice(opened, answer))
    if form.kind != "rating" or isinstance(answer.value, bool):
        return ()
    if not isinstance(answer.value, int | float):
        return ()
    grows = _shown(form.low_shows, "need") | _shown(form.high_shows, "strength")
    shown = grows - _shown(form.low_shows, "strength") - _shown(form.high_shows, "need")
    given = {n for r in opened.scope.known.ratings if r.own and r.of == form.of for n in r.actions}
    actions = (about,) if about else tuple(sorted(shown - given))
    value = float(answer.value)
    return (Rated(answer.key, value, form.low, form.high, actions, form.of, own=bool(about)),)


def _shown(shows: tuple[Weighting, ...], polarity: Polarity) -> set[int]:
    return {weighting.action for weighting in shows if weighting.polarity == polarity}


def _rated_by_choice(opened: Open, answer: Answered) -> Iterator[Rated]:
    """What the actions that were chosen, and those that were not, are rated as."""
    form = opened.step.answer
    chosen = answer.value if isinstance(answer.value, list) else []
    offered = [choice.id for choice in choices_of(opened)]
    others = [number for number in offered if number not in chosen]
    for numbers, value in ((chosen, form.chosen), (others, form.others)):
        actions = tuple(int(str(number)) for number in numbers if str(number).isdecimal())
        if value is not None and actions:
            yield Rated(answer.key, value, form.low, form.high, actions, form.of, own=True)


def as_rated(step: Ask, scope: Scope) -> Ask:
    """A question that speaks of what a rating says, with need or strength as that was."""
    if not step.as_rated or step.about is None:
        return step
    number = scope.value(step.about)
    own = [r for r in scope.known.ratings if r.own and r.of == "now" and number in r.actions]
    part = own[-1].part if own else 0.5
    polarity: Polarity | None = "need" if part < LOW else "strength" if part > HIGH else None
    return replace(step, speaks_of=polarity)


def second_try(step: Ask, text: Text) -> Ask:
    """The one gentle question, worded as `text`, after an answer to `step` that is thin or none."""
    return Ask(
        id=f"{step.id}~more",
        was=tuple(f"{old}~more" for old in step.was),
        move="open",
        text=text,
        answer=AnswerForm(kind="text"),
        why=step.why,
        example=step.example,
        voice=step.voice,
    )


def typed_text(answer: Answered) -> str:
    """What the person wrote themselves in an answer; empty where they only chose."""
    if answer.kind == "text":
        return answer.text
    if isinstance(answer.value, dict):
        return str(answer.value.get("other", ""))
    listed = isinstance(answer.value, list) and answer.kind in ("list", "people")
    return answer.text.replace("; ", "\n") if listed else ""
