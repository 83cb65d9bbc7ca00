"""Settings: one schema, and the screen that follows from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList

from coach.tui.keys import commands, refusal, shown_key
from coach.tui.page import BACK_KEY, HELP_KEY, Page, listing
from coach.tui.rows import Menu, Row, headed
from coach.tui.sheets import Choose, Press, Write
from coach.tui.themes import THEMES, theme_title

LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing that can be set; `name` is its name in the journal.

    A `text` is written, a `choice` taken from a few (theme: from those there are), `keys` have
    a page of their own, and a `place` is only told.
    """

    name: str
    label: str
    explain: str
    kind: Literal["text", "choice", "keys", "place"]
    choices: tuple[tuple[str, str], ...] = ()
    """Values with what a person reads for them; the first is what holds if nothing was set."""


SETTINGS = (
    Setting("name", "Your name", "What the coach calls you, if you like.", "text"),
    Setting("theme", "Theme", "How the page looks. It changes as you go through them.", "choice"),
    Setting(
        "enter",
        "Enter",
        "What Enter does where you write.",
        "choice",
        (
            ("sends", "Sends; ^j breaks the line"),
            ("breaks", "Breaks the line; ^j sends"),
        ),
    ),
    Setting("keys", "Keys", "Give a command another key.", "keys"),
    Setting("journal", "Journal", "Everything you wrote is in this one file.", "place"),
)


class SettingsMenu(Menu):
    """What can be set."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", "change")]


class Settings(Page[None]):
    """What can be set, with how it stands."""

    BINDINGS: ClassVar[list[BindingType]] = [HELP_KEY, BACK_KEY]

    def compose(self) -> ComposeResult:
        yield from listing("settings", SettingsMenu())

    def on_screen_resume(self) -> None:
        self._fill()

    def _fill(self) -> None:
        menu = self.query_one(SettingsMenu)
        menu.show([(s.name, Row(s.label, self._value(s), "", s.explain)) for s in SETTINGS])
        menu.focus()

    def _now(self, setting: Setting) -> str:
        first = setting.choices[0][0] if setting.choices else ""
        return str(self.coach.preferences.get(setting.name, first))

    def _value(self, setting: Setting) -> str:
        match setting.kind:
            case "text":
                return self._now(setting) or "(none)"
            case "choice" if setting.name == "theme":
                return theme_title(self.coach.theme)
            case "choice":
                return dict(setting.choices).get(self._now(setting), setting.choices[0][1])
            case "keys":
                changed = len(self.coach.keys)
                return f"{changed} changed" if changed else "As they came"
            case "place":
                return str(self.coach.journal.path)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        setting = next(s for s in SETTINGS if s.name == event.option_id)
        match setting.kind:
            case "text":
                self._write(setting)
            case "choice" if setting.name == "theme":
                self._choose_theme(setting)
            case "choice":
                self._choose(setting)
            case "keys":
                self.app.push_screen(Keys())
            case "place":
                self.coach.tell(
                    "To keep the journal elsewhere, move the file while Coach is closed, and begin "
                    "with COACH_JOURNAL set to its new place."
                )

    def _write(self, setting: Setting) -> None:
        async def written(text: str | None) -> None:
            if text is not None:
                await self.coach.prefer(setting.name, text)
                self._fill()

        sentences = f"{setting.label}. {setting.explain}"
        self.app.push_screen(Write(sentences, self._now(setting), LONGEST_NAME), written)

    def _choose(self, setting: Setting) -> None:
        async def chosen(value: str | None) -> None:
            if value is not None:
                await self.coach.prefer(setting.name, value)
                self._fill()

        self.app.push_screen(Choose(setting.explain, setting.choices, self._now(setting)), chosen)

    def _choose_theme(self, setting: Setting) -> None:
        before = self.coach.theme

        async def chosen(theme: str | None) -> None:
            if theme is None:
                self.coach.theme = before
            else:
                await self.coach.prefer(setting.name, theme)
            self._fill()

        def try_on(theme: str) -> None:
            self.coach.theme = theme

        self.app.push_screen(
            Choose(setting.explain, theme_choices(list(self.app.available_themes)), before, try_on),
            chosen,
        )


def theme_choices(available: Sequence[str]) -> list[tuple[str, str]]:
    """Ours first, then Textual's own by name."""
    ours = [theme.name for theme in THEMES]
    others = sorted(name for name in available if name not in ours)
    return [(name, theme_title(name)) for name in (*ours, *others)]


class KeysMenu(Menu):
    """Commands with their keys."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", "another key")]


class Keys(Page[None]):
    """The keys, each of which can be changed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "reset", "as it came"),
        HELP_KEY,
        BACK_KEY,
    ]

    def compose(self) -> ComposeResult:
        yield from listing("keys", KeysMenu())

    def on_mount(self) -> None:
        self._fill()
        self.query_one(KeysMenu).focus()

    def _fill(self) -> None:
        chosen = self.coach.keys
        rows = []
        for where, command in headed((one.where[0], one) for one in commands().values()):
            key = shown_key(chosen.get(command.id, command.key))
            key += f" (came as {shown_key(command.key)})" if command.id in chosen else ""
            rows.append((command.id, Row(where, command.what, key)))
        self.query_one(KeysMenu).show(rows)
        self.refresh_bindings()

    @property
    def _marked(self) -> str:
        return self.query_one(KeysMenu).marked

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "reset" or (self.is_mounted and self._marked in self.coach.keys)

    def on_option_list_option_highlighted(self) -> None:
        self.refresh_bindings()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        id_ = event.option_id or ""
        command = commands()[id_]

        async def pressed(key: str | None) -> None:
            if key is not None:
                await self._keep({**self.coach.keys, id_: key})

        sentence = f"Press the key for “{command.what}”. Escape leaves it as it is."
        self.app.push_screen(Press(sentence, lambda k: refusal(id_, k, self.coach.keys)), pressed)

    async def action_reset(self) -> None:
        """Give the marked command back its own key."""
        id_ = self._marked
        if why := refusal(id_, commands()[id_].key, self.coach.keys):
            self.coach.tell(why, trouble=True)
        else:
            await self._keep({k: v for k, v in self.coach.keys.items() if k != id_})

    async def _keep(self, keys: dict[str, str]) -> None:
        came = commands()
        await self.coach.prefer("keys", {i: k for i, k in keys.items() if came[i].key != k})
        self._fill()
