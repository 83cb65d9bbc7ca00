"""A session in progress: the engine and the journal together, for every face.

Synchronous and owned by one thread. Each change is durable before it returns.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from coach.advice.engine import engine_for
from coach.advice.whatif import Explained, explained
from coach.content.model import Content, ForAction
from coach.dialogue.answers import Refusal, check_answer, read_answer
from coach.dialogue.context import DEFAULT_PLAN, fitted, to_json
from coach.dialogue.fitting import for_action
from coach.dialogue.model import Asked, Context, Conversation, Entry, Json, Question, Suggestion
from coach.journal.derive import derive
from coach.journal.journal import Journal
from coach.journal.kept import KeptSession, due_of, goal_of, keep_content, kept_session
from coach.journal.model import NewSession

Clock = Callable[[], datetime]


def now() -> datetime:
    """The present moment, with its time zone."""
    return datetime.now().astimezone()


@dataclass(frozen=True, slots=True)
class Change:
    """What an edit would do, before it is done. Texts are questions as they were asked."""

    set_aside: tuple[str, ...]
    """Answered questions that would leave the path."""
    returning: tuple[str, ...]
    """Questions answered before that would come back with their answers."""
    suggestions_before: tuple[str, ...]
    suggestions_after: tuple[str, ...]


class Sitting:
    """One session, from its first question to its record."""

    def __init__(
        self, journal: Journal, newest: Content, session: KeptSession, clock: Clock = now
    ) -> None:
        self._journal = journal
        self._newest = newest
        self._clock = clock
        self._content = session.content
        self._begun = session.begun
        self._context = session.context
        self._entries = list(session.entries)
        self._engine = engine_for(session.content)
        self.id = session.id
        self.notice = _REPLACED if session.replaced else ""
        """What the person has to be told before the session goes on, if anything."""
        self.conversation = self._engine.replay(self._context, self._entries)

    @classmethod
    def start(
        cls,
        journal: Journal,
        content: Content,
        *,
        plan: str = "",
        dialogue: str = "",
        about: str = "",
        commitment: str = "",
        clock: Clock = now,
    ) -> Sitting:
        """Begin a session and record that it began.

        Empty `plan`: one person alone; empty `dialogue`: the one the plan names. `about`
        names the partnership; empty: the coach asks, unless there was one last time.
        `commitment` is the one to follow up; empty: the one whose turn it is.
        """
        at = clock()
        held = content.plans[plan or DEFAULT_PLAN]
        chosen = dialogue or held.dialogue
        open_commitments = journal.commitments(state="open")
        followed = journal.commitment(commitment) if commitment else journal.due(at.date())
        context = Context(
            plan=held.name,
            dialogue=chosen,
            today=at.date(),
            partnership=about,
            before_this=journal.last_partnership(),
            name=str(journal.settings().get("name", "")),
            sitting=journal.sitting(),
            visits=journal.visits(),
            commitment=due_of(followed, at.date()),
            goal=replace(goal_of(journal, at.date()), due=journal.goal_due(at.date())),
            lessons=journal.lessons(),
            open_actions=frozenset(c.action for c in open_commitments if c.action),
            importance=journal.ratings("importance"),
            earlier=journal.earlier(),
        )
        title = content.dialogues[chosen].title if chosen in content.dialogues else held.title
        keep_content(journal, content)
        session_id = journal.begin(
            NewSession(
                plan=held.name,
                dialogue=chosen,
                title=title,
                partnership=about,
                content=content.digest,
                context=to_json(context),
                started=at.isoformat(),
            )
        )
        session = KeptSession(session_id, content, context, context, ())
        sitting = cls(journal, content, session, clock)
        sitting._keep_time()
        return sitting

    @classmethod
    def resume(
        cls, journal: Journal, content: Content, session_id: str, clock: Clock = now
    ) -> Sitting:
        """Go on with a session, on the content it began with. KeyError for an unknown id.

        Where that content can no longer be read it goes on with the newest; `notice` says so.
        Time-boxes stood still while the session was left.
        """
        sitting = cls(journal, content, kept_session(journal, session_id, content), clock)
        left = sitting._entries[-1].at if sitting._entries else ""
        while sitting.conversation.ended in ("paused", "stopped"):
            sitting._append(sitting._going_on())
        sitting._go_on_with_boxes(left)
        sitting._keep_time()
        return sitting

    @property
    def title(self) -> str:
        """What is being talked through."""
        dialogue = self._content.dialogues.get(self._context.dialogue)
        return dialogue.title if dialogue else self._content.plans[self._context.plan].title

    @property
    def minutes_left(self) -> int:
        """About how many minutes the rest takes, from the plan's length and what is left."""
        done, about = self.conversation.answered, self.conversation.about
        plan = self._content.plans[self._context.plan]
        minutes = plan.minutes
        if any(isinstance(step, ForAction) for step in plan.steps):
            minutes += self._minutes_for_action
        return max(1, round(minutes * (about - done) / about)) if about > done else 0

    @property
    def _minutes_for_action(self) -> float:
        """How long the dialogue takes on the action that was taken up, if one was."""
        kept = self.conversation.kept.get("commitment.action")
        value = kept.value if kept else None
        number = int(value) if isinstance(value, str) and value.isdecimal() else 0
        name = for_action(self._content, self._context, number)
        return self._content.dialogues[name].minutes if name else 0

    @property
    def limits(self) -> str:
        """What the report's evidence is and is not."""
        return self._content.framework.limits

    @property
    def outdated(self) -> bool:
        """Whether the content has changed since this session began."""
        return self._content.digest != self._newest.digest

    def move_to_newest(self) -> tuple[str, ...]:
        """Go on with the content as it is now; sentences that tell what changed."""
        if not self._newest.plans:
            return ("The newest questions cannot be used, so these stay.",)
        before, context = self.conversation, fitted(self._begun, self._newest)
        engine = engine_for(self._newest)
        after = engine.replay(context, self._entries)
        keep_content(self._journal, self._newest)
        self._journal.move_content(self.id, self._newest.digest, to_json(self._begun))
        self._journal.derive(self.id, derive(after, context.commitment))
        self._content, self._context, self._engine = self._newest, context, engine
        self.conversation = after
        self._keep_time()
        return _what_changed(before, after)

    # --- answering ------------------------------------------------------------------------

    def answer(self, value: Json) -> Refusal | None:
        """Answer the question that stands; a Refusal says why not, and nothing changes."""
        question = self.conversation.question
        if question is None:
            return Refusal("This session is over. Begin another from the home screen.")
        checked = check_answer(question, value, self._clock().date())
        if isinstance(checked, Refusal):
            return checked
        self._send(Entry(question.key, "answer", checked, self._clock().isoformat()))
        return None

    def typed(self, raw: str) -> Refusal | None:
        """The same from a line of text, as line mode reads it."""
        question = self.conversation.question
        if question is None:
            return self.answer(raw)
        value = read_answer(question, raw, self._clock().date())
        return value if isinstance(value, Refusal) else self.answer(value)

    def skip(self) -> None:
        """Pass the question over."""
        if question := self.conversation.question:
            self._send(Entry(question.key, "skip", None, self._clock().isoformat()))

    def back(self) -> bool:
        """Take the last answer off the path, to be asked again; False at the beginning."""
        if not self.conversation.turns:
            return False
        last = self.conversation.turns[-1]
        if self._is_stopped:
            self._append(self._going_on())
        self._send(Entry(last.key, "back", last.value, self._clock().isoformat()))
        return True

    def question_at(self, key: str) -> Question | None:
        """An earlier question as it stood, with its answer in the field, for editing."""
        entries = [e for e in self._entries if e.kind != "stop"]
        turn = next((t for t in self.conversation.turns if t.key == key), None)
        if turn is None:
            return None
        back = Entry(key, "back", turn.value, "")
        return self._engine.replay(self._context, [*entries, back]).question

    def read(self, key: str, raw: str) -> Json | Refusal:
        """A line of text as an answer to an earlier question."""
        question = self.question_at(key)
        if question is None:
            return _GONE
        return read_answer(question, raw, self._clock().date())

    def preview(self, key: str, value: Json) -> Change | Refusal:
        """What `edit` would do."""
        checked = self._checked(key, value)
        if isinstance(checked, Refusal):
            return checked
        entry = Entry(key, "answer", checked, "")
        after = self._engine.replay(self._context, [*self._entries, entry])
        before = {turn.key for turn in self.conversation.turns if not turn.skipped}
        later = {turn.key for turn in after.turns if not turn.skipped}
        return Change(
            set_aside=_questions(self.conversation, before - later),
            returning=_questions(after, later - before),
            suggestions_before=tuple(offer.name for offer in self._suggested(self.conversation)),
            suggestions_after=tuple(offer.name for offer in self._suggested(after)),
        )

    def edit(self, key: str, value: Json) -> Refusal | None:
        """Give an earlier question another answer."""
        checked = self._checked(key, value)
        if isinstance(checked, Refusal):
            return checked
        self._send(Entry(key, "answer", checked, self._clock().isoformat()))
        return None

    def explained(self) -> tuple[Explained, ...]:
        """The suggestions as they were shown, each with what would change it."""
        return explained(self._engine, self._context, self._entries)

    def pause(self) -> None:
        """Leave, to come back later; what was sent and what is being typed stay."""
        if self.conversation.ended is None:
            self._journal.set_state(self.id, "paused", self._clock().isoformat())

    def stop(self) -> None:
        """End the session here."""
        if self.conversation.ended is None:
            self._append(Entry("", "stop", None, self._clock().isoformat()))

    def save_draft(self, text: str) -> None:
        """Keep what is being typed."""
        if question := self.conversation.question:
            self._journal.save_draft(self.id, question.key, text, self._clock().isoformat())

    @property
    def draft(self) -> str:
        """What stands in the field: typed and not sent, or the answer before going back."""
        question = self.conversation.question
        if question is None:
            return ""
        return self._journal.draft(self.id, question.key) or question.draft

    # --- within ---------------------------------------------------------------------------

    def _suggested(self, conversation: Conversation) -> tuple[Suggestion, ...]:
        return self._engine.advise.suggest(self._content.framework, conversation.ledger)

    def _checked(self, key: str, value: Json) -> Json | Refusal:
        question = self.question_at(key)
        if question is None:
            return _GONE
        return check_answer(question, value, self._clock().date())

    @property
    def _is_stopped(self) -> bool:
        """Whether the person stopped the session and did not go on."""
        marks = [e.kind for e in self._entries if e.kind in ("stop", "resume")]
        return marks[-1:] == ["stop"]

    def _going_on(self) -> Entry:
        """The entry that goes on after a stop, or after the `end` the last answer led to."""
        turns = self.conversation.turns
        key = None if self._is_stopped else turns[-1].key if turns else ""
        return Entry("", "resume", key, self._clock().isoformat())

    def _send(self, entry: Entry) -> None:
        self._append(entry)
        self._keep_time()

    def _append(self, entry: Entry) -> None:
        after = self._engine.replay(self._context, [*self._entries, entry])
        asked = next(
            (i.text for i in after.items if isinstance(i, Asked) and i.key == entry.key), ""
        )
        said = next((turn.text for turn in after.turns if turn.key == entry.key), "")
        derived = derive(after, self._context.commitment)
        self._journal.append(self.id, entry, asked=asked, said=said, derived=derived)
        self._entries.append(entry)
        self.conversation = after

    # --- time-boxes -------------------------------------------------------------------------

    def _keep_time(self) -> None:
        """Record when a time-box began, and end those whose time is up."""
        while entry := self._time_entry():
            self._append(entry)

    def _time_entry(self) -> Entry | None:
        at = self._clock()
        for box in self.conversation.boxes:
            if not box.since:
                return Entry(box.id, "time", "begin", at.isoformat())
            if (at - datetime.fromisoformat(box.since)).total_seconds() >= box.minutes * 60:
                return Entry(box.id, "time", "end", at.isoformat())
        return None

    def _go_on_with_boxes(self, left: str) -> None:
        """Let open time-boxes have the time they had when the session was left (ISO)."""
        for box in self.conversation.boxes:
            if box.since:
                spent = datetime.fromisoformat(left) - datetime.fromisoformat(box.since)
                since = (self._clock() - spent).isoformat()
                if since != box.since:
                    self._append(Entry(box.id, "time", "begin", since))


_GONE = Refusal("That question is not part of this conversation any more.")
_REPLACED = (
    "The questions this session began with cannot be read any more. "
    "It goes on with the present ones; all your answers are kept."
)


def _questions(conversation: Conversation, keys: set[str]) -> tuple[str, ...]:
    return tuple(
        item.text for item in conversation.items if isinstance(item, Asked) and item.key in keys
    )


def _what_changed(before: Conversation, after: Conversation) -> tuple[str, ...]:
    """What moving to newer content did to the answers, in sentences."""
    total = sum(not turn.skipped for turn in before.turns)
    aside = len([entry for entry in after.set_aside if entry not in before.set_aside])
    sentences = []
    if total and not aside:
        sentences.append("All your answers carry over.")
    elif total:
        carried = f"{total - aside} carried over and " if total > aside else ""
        are, why = ("is", "its question is") if aside == 1 else ("are", "their questions are")
        sentences.append(
            f"Of your {total} answers, {carried}{aside} {are} set aside: {why} gone or changed."
        )
        sentences.append("Nothing is lost.")
    if after.question is None:
        sentences.append("There is nothing more to ask.")
    elif before.question is None or after.question.key != before.question.key:
        sentences.append("The next question is new or has changed.")
    else:
        sentences.append("You go on at the same question.")
    return tuple(sentences)
