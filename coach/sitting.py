"""A session in progress: the engine and the journal together, for every face.

Synchronous and owned by one thread. Each change is durable before it returns.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from coach.advice.engine import engine_for
from coach.advice.whatif import Explained, explained
from coach.changes import Change, questions, what_changed
from coach.content.model import Content, ForAction, Plan
from coach.dialogue.answers import Refusal, check_answer, read_answer
from coach.dialogue.context import DEFAULT_PLAN, fitted, to_json
from coach.dialogue.for_action import for_action
from coach.dialogue.model import (
    Asked,
    Conversation,
    Entry,
    EntryKind,
    Json,
    Question,
    Suggestion,
    action_in,
    value_of,
)
from coach.journal.derive import derive
from coach.journal.journal import Journal
from coach.journal.kept import (
    ALONE,
    Beside,
    KeptSession,
    keep_content,
    kept_session,
    new_context,
)
from coach.journal.model import NewSession

Clock = Callable[[], datetime]


def now() -> datetime:
    """The present moment, with its time zone."""
    return datetime.now().astimezone()


class Sitting:
    """One session, from its first question to its record."""

    def __init__(
        self, journal: Journal, newest: Content, session: KeptSession, clock: Clock = now
    ) -> None:
        self._journal = journal
        self._newest = newest
        self._clock = clock
        self.content = session.content
        """The content it is held on."""
        self._begun = session.begun
        self.context = session.context
        """What the session began with."""
        self._entries = list(session.entries)
        self._engine = engine_for(session.content)
        self.id = session.id
        self.notice = _REPLACED if session.replaced else ""
        """What the person has to be told before the session goes on, if anything."""
        self.conversation = self._engine.replay(self.context, self._entries)

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
        beside: Beside = ALONE,
        clock: Clock = now,
    ) -> Sitting:
        """Begin a session and record that it began.

        Empty `plan`: one person alone; empty `dialogue`: the one the plan names. `about`
        names the partnership; empty: the coach asks, unless there was one last time.
        `commitment` is the one to follow up; empty: the one whose turn it is. `beside` tells who
        else takes part; then the time-boxes are not kept here (see `coach.pairing`).
        """
        at = clock()
        held = content.plans[plan or DEFAULT_PLAN]
        chosen = dialogue or held.dialogue
        followed = journal.commitment(commitment) if commitment else journal.due(at.date())
        context = new_context(journal, held.name, chosen, about, at.date(), followed, beside)
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
        Time-boxes stood still while the session was left, where it is a person's alone.
        """
        sitting = cls(journal, content, kept_session(journal, session_id, content), clock)
        left = sitting._entries[-1].at if sitting._entries else ""
        while sitting.conversation.ended in ("paused", "stopped"):
            sitting._append(sitting._going_on())
        if not sitting.context.seat:
            sitting._go_on_with_boxes(left)
        sitting._keep_time()
        return sitting

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All that was appended to the session so far."""
        return tuple(self._entries)

    @property
    def plan(self) -> Plan:
        """How the session runs, in the content it is held with."""
        return self.content.plans[self.context.plan]

    @property
    def title(self) -> str:
        """What is being talked through."""
        dialogue = self.content.dialogues.get(self.context.dialogue)
        return dialogue.title if dialogue else self.plan.title

    @property
    def minutes_left(self) -> int:
        """About how many minutes the rest takes, from the plan's length and what is left."""
        done, about = self.conversation.answered, self.conversation.about
        minutes = self.plan.minutes
        if any(isinstance(step, ForAction) for step in self.plan.steps):
            minutes += self._minutes_for_action
        return max(1, round(minutes * (about - done) / about)) if about > done else 0

    @property
    def _minutes_for_action(self) -> float:
        """How long the dialogue takes on the action that was taken up, if one was."""
        number = action_in(value_of(self.conversation.kept, "commitment.action"))
        name = for_action(self.content, self.context, number)
        return self.content.dialogues[name].minutes if name else 0

    @property
    def limits(self) -> str:
        """What the report's evidence is and is not."""
        return self.content.framework.limits

    @property
    def outdated(self) -> bool:
        """Whether the content has changed since this session began."""
        return self.content.digest != self._newest.digest

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
        self.content, self.context, self._engine = self._newest, context, engine
        self.conversation = after
        self._keep_time()
        return what_changed(before, after)

    # --- answering ------------------------------------------------------------------------

    def answer(self, value: Json) -> Refusal | None:
        """Answer the question that stands; a Refusal says why not, and nothing changes."""
        question = self.conversation.question
        if question is None:
            return _OVER if self.conversation.ended else _WAITS
        checked = check_answer(question, value, self._clock().date())
        if isinstance(checked, Refusal):
            return checked
        self._send(Entry(question.key, "answer", checked, self._clock().isoformat()))
        return None

    def make_ready(self) -> None:
        """Lay out what answers are listened to with, so that the first one need not wait for it."""
        self._engine.listener.care("")

    def typed(self, raw: str) -> Refusal | None:
        """The same from a line of text, as line mode reads it."""
        question = self.conversation.question
        if question is None:
            return self.answer(raw)
        value = read_answer(question, raw, self._clock().date())
        return value if isinstance(value, Refusal) else self.answer(value)

    def skip(self, why: str = "") -> None:
        """Pass the question over; `why`, where the person was not asked."""
        if question := self.conversation.question:
            self._send(Entry(question.key, "skip", why or None, self._clock().isoformat()))

    def back(self) -> bool:
        """Take the last answer off the path, to be asked again; False at the beginning."""
        if not self.conversation.turns:
            return False
        last = self.conversation.turns[-1]
        if self._is_stopped:
            self._append(self._going_on())
        self._send(Entry(last.key, "back", last.value, self._clock().isoformat()))
        return True

    def said_by(self, count: int) -> int:
        """How many lines and answers there were after the first `count` entries."""
        return len(self._engine.replay(self.context, self._entries[:count]).items)

    def question_at(self, key: str) -> Question | None:
        """An earlier question as it stood, with its answer in the field, for editing."""
        entries = [e for e in self._entries if e.kind != "stop"]
        turn = next((t for t in self.conversation.turns if t.key == key), None)
        if turn is None:
            return None
        back = Entry(key, "back", turn.value, "")
        return self._engine.replay(self.context, [*entries, back]).question

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
        after = self._engine.replay(self.context, [*self._entries, entry])
        before = {turn.key for turn in self.conversation.turns if not turn.skipped}
        later = {turn.key for turn in after.turns if not turn.skipped}
        return Change(
            set_aside=questions(self.conversation, before - later),
            returning=questions(after, later - before),
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
        return explained(self._engine, self.context, self._entries)

    def pause(self) -> None:
        """Leave, to come back later; what was sent and what is being typed stay."""
        if self.conversation.ended is None:
            self._journal.set_state(self.id, "paused")

    def stop(self) -> None:
        """End the session here."""
        if self.conversation.ended is None:
            self._append(Entry("", "stop", None, self._clock().isoformat()))

    def note(self, kind: EntryKind, key: str, value: Json, at: str = "") -> None:
        """Append what is no answer: the time of a box, a card, a count. `at`: an ISO moment,
        empty for now."""
        self._append(Entry(key, kind, value, at or self._clock().isoformat()))

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
        return self._engine.advise.suggest(self.content.framework, conversation.ledger)

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
        after = self._engine.replay(self.context, [*self._entries, entry])
        asked = next(
            (i.text for i in after.items if isinstance(i, Asked) and i.key == entry.key), ""
        )
        said = next(
            (turn.text for turn in after.turns if turn.key == entry.key and not turn.skipped), ""
        )
        derived = derive(after, self.context.commitment)
        self._journal.append(self.id, entry, asked=asked, said=said, derived=derived)
        self._entries.append(entry)
        self.conversation = after

    # --- time-boxes -------------------------------------------------------------------------

    def _keep_time(self) -> None:
        """Record when a time-box began, and end those whose time is up."""
        while entry := self._time_entry():
            self._append(entry)

    def _time_entry(self) -> Entry | None:
        if self.context.seat:
            return None
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
                since = (self._clock() - max(spent, timedelta())).isoformat()
                if since != box.since:
                    self._append(Entry(box.id, "time", "begin", since))


_OVER = Refusal("This session is over. Begin another from the home screen.")
_WAITS = Refusal("Nothing is asked of you now. It goes on when the time of this part is up.")
_GONE = Refusal("That question is not part of this conversation any more.")
_REPLACED = (
    "The questions this session began with cannot be read any more. "
    "It goes on with the present ones; all your answers are kept."
)
