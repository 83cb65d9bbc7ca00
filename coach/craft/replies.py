"""Answers that stand for all answers: one for each way in which talk can go on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from coach.content.model import AnswerForm, Ask, Hearing, Rule
from coach.craft.outline import Outline, bare
from coach.dialogue.answers import CANNOT
from coach.dialogue.detectors import DETECTORS, NOWHERE
from coach.dialogue.model import Json, Question
from coach.dialogue.patterns import Ear
from coach.text import words

TODAY = date(2026, 1, 5)
"""The day on which every walk is held."""
THIN = ("The usual.", "Fine.")
ORDINARY = (
    "Most days we get there in the end. It goes best when we are all told the day before.",
    "By June we had done a bit more of it. The rest will come from how we sit down to it.",
    "Some of it is plain luck. Much hangs on how soon we can get hold of a spare room.",
    "The car park was full at ten. So we sat in a cafe for an hour with the maps on our laps.",
)
"""About 18 words each, in which a question's own rules are to hear nothing."""
DETECTED = {
    "contrast": "We have had the plan for a year, but the days are gone by the time we sit down.",
    "pair": "We sit down to it each week in June, and we see a bit more of it done by the end.",
    "them": "They come late to it. They had it done in June, then they go home with their maps.",
    "alone": "I do the planning myself. I draw the maps, and I am the one who has the list.",
    "number": "It is done by three of us in the end. The rest of it will come from a spare room.",
    "image": "It is like a car with a flat tyre. We get it to the top of the hill in the end.",
    "event": "Communication is what it is in the end. Much hangs on how soon we get hold of it.",
    "echo": "The lanterns are lit again. It goes best when we are all told the day before.",
    "gibberish": "asdfgh jkl",
    "digits": "2",
    "bare": "Not a lot, to be honest.",
    "foreign": "nous avons pas le temps",
}
PERHAPS = "I keep signing the old thing every wednesday and lie there at night thinking about it"
"""What may be more than a word about work: care asks."""
ECHOED = "The lanterns were all lit in June."


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer to a question; `value` None: it is passed over.

    `ordinary`: as someone answers who takes part in the talk, in ordinary words.
    """

    name: str
    value: Json
    ordinary: bool = True

    @property
    def skips(self) -> bool:
        """Whether the question is passed over."""
        return self.value is None


SKIP = Reply("skip", None, ordinary=False)


class Replies:
    """The answers to each question of an outline."""

    def __init__(self, outline: Outline, ear: Ear, hearing: Hearing) -> None:
        self._outline = outline
        self._ear = ear
        self._hearing = hearing
        self._known: dict[str, tuple[Reply, ...]] = {}

    def to(self, key: str) -> tuple[Reply, ...]:
        """Every answer to the question with this key, or to its second try."""
        ask = self._outline.ask(key)
        if bare(key) not in self._known:
            found = (Reply("plain", ORDINARY[0]),) if ask is None else self._answers(ask, bare(key))
            self._known[bare(key)] = (*found, SKIP)
        return self._known[bare(key)]

    def standing(self, question: Question) -> tuple[Reply, ...]:
        """Those that a question takes as it stands: options may be hidden, or worked out in the
        talk."""
        ask = self._outline.ask(question.key)
        if question.kind not in ("choice", "several"):
            return self.to(question.key)
        ids = [option.id for option in question.options]
        if ask and ask.answer.choices and question.kind == "several":
            most: list[Json] = [*ids[: question.at_most]]
            return (Reply("one", [*ids[:1]]), Reply("most", most), SKIP)
        if ask is None or ask.answer.choices:
            other = [Reply("other", {"other": ORDINARY[1]})] if question.other else []
            return (*(Reply(i, i) for i in ids), *other, SKIP)
        known = self.to(question.key)
        return tuple(r for r in known if _chosen(r) <= set(ids))

    def heard(self, ask: Ask) -> dict[int, str]:
        """For each own rule that listens for words, by its place: a text that it hears."""
        return {n: t for n, rule in enumerate(ask.listen) if (t := self._text_for(ask, n, rule))}

    def plain(self, ask: Ask, key: str = "") -> str:
        """An ordinary text in which no own rule hears a word."""
        first = list(self._outline.asks).index(key) % len(ORDINARY) if key else 0
        texts = (*ORDINARY[first:], *ORDINARY[:first])
        return next((t for t in texts if not self._is_heard(ask.listen, t)), texts[0])

    # --- by kind --------------------------------------------------------------------------

    def _answers(self, ask: Ask, key: str) -> tuple[Reply, ...]:
        form = ask.answer
        match form.kind:
            case "text":
                return tuple(self._texts(ask, key))
            case "choice":
                options = [Reply(o.id, o.id) for o in form.options]
                others = self._texts(ask, key) if form.other else ()
                return (
                    *options,
                    *(Reply(f"other, {r.name}", {"other": r.value}, r.ordinary) for r in others),
                )
            case "several":
                return tuple(_several(form))
            case "rating" | "number":
                way_out = [Reply(CANNOT, CANNOT)] if form.cannot else []
                return (*_figures(form, self._outline.bounds.get(key, set())), *way_out)
            case "date":
                ahead = Reply("soon", (TODAY + timedelta(days=8)).isoformat())
                past = Reply("past", (TODAY - timedelta(days=8)).isoformat())
                return (ahead, past) if form.past else (ahead,)
            case "list" | "people":
                return tuple(_lists(form))

    def _texts(self, ask: Ask, key: str) -> Iterator[Reply]:
        plain = self.plain(ask, key)
        yield Reply("plain", plain)
        for place, text in self.heard(ask).items():
            yield Reply(f"hears {place + 1}", text)
            yield from self._both(ask, key, place, text)
        for patterns in sorted(self._outline.wanted.get(key, ())):
            yield Reply(
                f"says {patterns[0]}",
                self._with(spoken(patterns, self._hearing)[0], plain, patterns),
            )
        for length in sorted(self._outline.lengths.get(key, ())):
            yield Reply(f"{length} words", " ".join([plain] * (1 + length // 16)), ordinary=False)
            if length <= len(words(plain)):
                short = " ".join(plain.split()[: max(ask.answer.enough, length - 1)])
                yield Reply(f"under {length} words", short, ordinary=length > 12)
        thin = next((t for t in THIN if len(words(t)) < ask.answer.enough), "")
        if thin and ask.answer.more:
            yield Reply("thin", thin, ordinary=False)

    def _both(self, ask: Ask, key: str, place: int, text: str) -> Iterator[Reply]:
        """For a rule whose condition listens for more: its text with those words as well."""
        when = ask.listen[place].when
        for patterns in sorted(self._outline.wanted.get(key, ())):
            if when and all(pattern in when.code for pattern in patterns):
                word = spoken(patterns, self._hearing)[0]
                yield Reply(f"hears {place + 1}, says {patterns[0]}", f"{word}, in the end. {text}")

    # --- texts ----------------------------------------------------------------------------

    def _is_heard(self, rules: tuple[Rule, ...], text: str) -> bool:
        return any(self._hears(rule, text) for rule in rules if rule.hears or rule.detect)

    def _hears(self, rule: Rule, text: str) -> bool:
        if rule.hears and self._ear.first(rule.hears, text) is None:
            return False
        around = replace(NOWHERE, contrasts=self._hearing.contrasts, earlier=[ECHOED])
        return not rule.detect or DETECTORS[rule.detect](text, around) is not None

    def _text_for(self, ask: Ask, place: int, rule: Rule) -> str | None:
        """A text that this rule hears and none before it, unless that one has a condition."""
        if not rule.hears and not rule.detect:
            return None
        before = tuple(r for r in ask.listen[:place] if r.when is None)
        body = DETECTED[rule.detect] if rule.detect else self.plain(ask)
        for said in spoken(rule.hears, self._hearing) if rule.hears else ("",):
            text = self._with(said, body, rule.hears) if said else body
            if self._hears(rule, text) and not self._is_heard(before, text):
                return text
        return None

    def _with(self, said: str, body: str, names: tuple[str, ...]) -> str:
        """`body` with the words `said` in it, so that one of `names` is heard."""
        first, _, rest = body.partition(". ")
        tries = (
            f"{first}. I would say {said} is a part of it, as things are.",
            f"{first}. {said}, in the end.",
        )
        kept = f"{first[0].lower()}{first[1:]}"
        more = (f"We had {said} at that time, since {kept}. {rest}", f"{said}. {body}")
        return next((t for t in (*tries, *more) if self._ear.first(names, t)), tries[0])


def spoken(names: tuple[str, ...], hearing: Hearing) -> tuple[str, ...]:
    """Words that word patterns, or families of them, hear: the patterns without their signs."""
    patterns = [p for name in names for p in hearing.families.get(name, (name,))]
    return tuple(" ".join(re.sub(r"\|\S+|[*~…]", " ", p).split()) for p in patterns)


def _chosen(reply: Reply) -> set[str]:
    """The ids of the options that a reply chooses."""
    match reply.value:
        case str(one):
            return {one}
        case list(many):
            return {str(one) for one in many}
        case _:
            return set()


def _several(form: AnswerForm) -> Iterator[Reply]:
    ids = [option.id for option in form.options]
    for n, one in enumerate(ids):
        others = [i for i in ids[n + 1 :] + ids[:n]][: max(0, form.at_least - 1)]
        chosen: list[Json] = [i for i in ids if i == one or i in others]
        yield Reply(one, chosen)
    if len(ids) > form.at_least and form.at_most > form.at_least:
        most: list[Json] = [*ids[: form.at_most]]
        yield Reply("several", most)


def _figures(form: AnswerForm, bounds: set[float]) -> Iterator[Reply]:
    """One figure for each stretch of the scale that a condition or its evidence tells apart."""
    if form.high - form.low <= 20:
        figures = [form.low + n for n in range(int(form.high - form.low) + 1)]
    else:
        near = {b + d for b in bounds for d in (-1, 0, 1)}
        figures = sorted({form.low, form.high, *(f for f in near if form.low <= f <= form.high)})
    seen = set()
    for figure in figures:
        fifths = 5 * (figure - form.low) / (form.high - form.low)
        band = (fifths >= 3) - (fifths <= 2)
        stretch = (band, *((figure > b) - (figure < b) for b in sorted(bounds)))
        if stretch not in seen:
            seen.add(stretch)
            value = int(figure) if figure == int(figure) else figure
            yield Reply(f"{figure:g}", value)


def _lists(form: AnswerForm) -> Iterator[Reply]:
    items: list[Json] = ["The council", "The trust", "The voluntary side", "The school"]
    for length in sorted({max(1, form.at_least), 2, 3}):
        if form.at_least <= length <= form.at_most:
            yield Reply(f"{length} items", items[:length])
