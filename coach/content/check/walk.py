"""Goes through the steps of one unit in the order of talk and judges each of them."""

from __future__ import annotations

from dataclasses import replace

from jinja2 import nodes

from coach.content.check import forms
from coach.content.check.lookup import Lookup
from coach.content.check.names import FUNCTIONS, WORDS, names_of
from coach.content.check.questions import Book, Here, Unit
from coach.content.check.reach import covered, no_second_try
from coach.content.check.spoken import Spoken
from coach.content.check.states import AnswerState, states_of
from coach.content.check.templates import Templates
from coach.content.check.values import ANY, TEXT, Value, joined
from coach.content.faults import Faults, did_you_mean
from coach.content.model import Ask, Detour, Each, End, ForAction, Let, Mark, Say, Step, TimeBox

_FIRST_TIME = nodes.Name("first_time", "load")


class Walk:
    """One unit."""

    def __init__(self, book: Book, unit: Unit, faults: Faults) -> None:
        self.book = book
        self.unit = unit
        self.faults = faults
        self.lookup = Lookup(book, unit, Templates(faults))
        self.spoken = Spoken(self.lookup)

    def all(self, names: tuple[str, ...], mark: Mark) -> None:
        """Judge the whole unit, which stands at `mark` and whose `needs` are `names`."""
        for name in names:
            self._named(name, mark)
        self.steps(self.unit.steps, Here(dict.fromkeys(names, ANY)))

    # --- steps ------------------------------------------------------------------------------

    def steps(self, steps: tuple[Step, ...], here: Here) -> None:
        """Judge a list of steps."""
        over = False
        for step in steps:
            if over:
                self.faults.add(
                    "C027",
                    "This is never reached: the session has ended above.",
                    step.mark,
                    "Put it before the end, or give the end a “when”.",
                )
            over = self._step(step, here) and not over

    def _step(self, step: Step, here: Here) -> bool:
        """Judge a step; whether the session is over after it for certain."""
        premise, held = self.spoken.condition(step.when, here)
        match step:
            case Say():
                if step.once and premise is not None and held is None:
                    self._once(step, premise, here)
                self.spoken.texts(step.text, here, premise)
            case Ask():
                self._ask(step, here, premise)
            case Let():
                for name, value in step.names.items():
                    self._named(name, value.mark)
                    found = self.spoken.value(value, here)
                    here.names[name] = ANY if step.when else found
            case Detour():
                self._detour(step, here)
                return held is True and step.dialogue is not None and self.book.stops(step.dialogue)
            case ForAction():
                forms.for_action(self.book, self.unit, step, self.faults)
            case Each():
                self._each(step, here)
            case TimeBox():
                names = dict(here.names)
                self.steps(step.steps, replace(here, names=names))
                _maybe(here.names, names)
            case End():
                return held is True and step.how == "stop"
        return False

    def _once(self, step: Say, premise: nodes.Node, here: Here) -> None:
        both = nodes.And(_FIRST_TIME, premise)
        if self.lookup.combinations([both], here).verdict(both) is False and step.when:
            self.faults.add(
                "C029",
                "This is never true in someone's first session, and “once” says it only there.",
                step.when.mark,
                "Leave out “once” or the condition.",
            )

    def _ask(self, step: Ask, here: Here, premise: nodes.Node | None) -> None:
        form = step.answer
        self.spoken.texts(step.text, here, premise)
        self.spoken.texts(form.other, here)
        if step.about:
            self.spoken.value(step.about, here)
        self.spoken.read(step.draft, here)
        self._options(step, here, premise)
        forms.answer(step, self.unit, self.lookup, here, self.faults)
        self.lookup.passed.add(id(step))
        answered = {**here.given, step.id: states_of(form)}
        self.spoken.texts(form.more, replace(here, given=answered))
        if step.listen and form.kind != "text" and not (form.kind == "choice" and form.other):
            self.faults.add(
                "C027",
                "No rule here is ever reached: this question takes no free text.",
                step.listen[0].mark,
                "Take “listen” out, or give a choice its “other”.",
            )
        for number, option in enumerate(form.options):
            names = dict(here.names)
            picked = AnswerState("answered", TEXT, frozenset({option.id}))
            several = form.kind != "choice"
            given = states_of(form) if several else (picked,)
            self.steps(
                option.steps,
                replace(
                    here,
                    names=names,
                    branch=here.branch if several else (*here.branch, (id(step), number)),
                    given={**here.given, step.id: given},
                ),
            )
            _maybe(here.names, names)
        self._listen(step, here)

    def _options(self, step: Ask, here: Here, premise: nodes.Node | None) -> None:
        options, trees = step.answer.options, list[nodes.Node]()
        for option in options:
            tree, _ = self.spoken.condition(option.when, here)
            self.spoken.texts(option.text, here, tree)
            trees += [tree] if tree is not None else []
        if not options or step.answer.other or step.answer.choices:
            return
        if len(trees) < len(options):
            return  # one always shows, or one could not be read
        some = trees[0]
        for tree in trees[1:]:
            some = nodes.Or(some, tree)
        shown: nodes.Node = some if premise is None else nodes.Or(nodes.Not(premise), some)
        if self.lookup.combinations([shown], here).verdict(shown) is not True:
            self.faults.add(
                "C026",
                f"The options of “{step.id}” may all be hidden.",
                step.mark,
                "Give it “other”, or leave the “when” of one option out.",
            )

    def _listen(self, step: Ask, here: Here) -> None:
        typed = tuple(s for s in states_of(step.answer) if s.typed) or states_of(step.answer)
        given = {**here.given, step.id: typed}
        first = len(step.answer.options)
        always = []
        for number, rule in enumerate(step.listen, first):
            inner = replace(
                here,
                names=dict(here.names),
                rule=here.rule | names_of(rule),
                branch=(*here.branch, (id(step), number)),
                given=given,
            )
            at = replace(inner, branch=here.branch)
            _, held = self.spoken.condition(rule.when, at)
            always.append(held is True)
            self.steps(rule.steps, inner)
        families = self.book.content.framework.hearing.families
        covered(step.listen, always, families, self.faults)
        no_second_try(step.listen, self.faults)

    def _detour(self, step: Detour, here: Here) -> None:
        for value in step.with_.values():
            self.spoken.value(value, here)
        self.lookup.passed.add(id(step))
        if step.dialogue is None:
            if self.unit.kind != "plan":
                self.faults.add(
                    "C040",
                    "Only a plan can hold the chosen dialogue.",
                    step.mark,
                    "Name a dialogue: “- detour: …”.",
                )
            return
        dialogue = self.book.content.dialogues.get(step.dialogue)
        if dialogue is None:
            return self.unknown_dialogue(step.dialogue, step.mark)
        if dialogue.mark.file in self.book.broken:
            return
        for name in dialogue.needs:
            if name not in step.with_:
                self.faults.add(
                    "C024",
                    f"“{step.dialogue}” needs “{name}” and is not given it.",
                    step.mark,
                    f"Add “with: {{{name}: …}}”.",
                )
        for name, value in step.with_.items():
            if name not in dialogue.needs:
                self.faults.add(
                    "C038",
                    f"“{step.dialogue}” does not say that it needs “{name}”.",
                    value.mark,
                    did_you_mean(name, dialogue.needs) or f"Add “{name}” to its “needs”.",
                )

    def unknown_dialogue(self, name: str, mark: Mark) -> None:
        """Note that there is no such dialogue, unless it may be in a file that cannot be read."""
        if not self.book.broken:
            mend = did_you_mean(name, self.book.dialogues)
            self.faults.add("C016", f"There is no dialogue “{name}”.", mark, mend)

    def _each(self, step: Each, here: Here) -> None:
        self._named(step.name, step.mark)
        found = self.unit.questions.get(step.list_id, [])
        lists = [p for p in found if isinstance(p.step, Ask) and _lists(p.step)]
        if not found:
            self.faults.add(
                "C031",
                f"There is no question “{step.list_id}” here.",
                step.mark,
                did_you_mean(step.list_id, self.unit.questions),
            )
        elif not lists:
            self.faults.add(
                "C037",
                f"“{step.list_id}” is not answered with a list.",
                step.mark,
                "Repeat steps over a question with “answer: list” or “answer: people”.",
            )
        elif not any(p.each == here.each and self.lookup.before(p, here) for p in lists):
            self.faults.add(
                "C032",
                f"“{step.list_id}” has no answer yet where its steps begin.",
                step.mark,
                "Ask it before, in the same list of steps.",
            )
        names = {**here.names, step.name: TEXT}
        self.steps(step.steps, replace(here, names=names, each=(*here.each, id(step))))

    def _named(self, name: str, mark: Mark) -> None:
        if not name.isidentifier() or name in WORDS or name in FUNCTIONS:
            self.faults.add(
                "C014",
                f"“{name}” cannot be a computed name.",
                mark,
                "It belongs to a function."
                if name in FUNCTIONS
                else "Use letters, digits and underscores.",
            )


def _maybe(names: dict[str, Value], later: dict[str, Value]) -> None:
    """Note in `names` what they are after steps that made them `later`, or were not taken."""
    for name, value in later.items():
        names[name] = joined([names[name], value]) if name in names else ANY


def _lists(step: Ask) -> bool:
    return step.answer.kind in ("list", "people")
