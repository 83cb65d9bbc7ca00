"""The foot of every screen: the keys that do something now."""

from __future__ import annotations

from textual.screen import Screen
from textual.widgets import Footer


class Foot(Footer):
    """Textual's footer, drawn anew only when its keys are others: most answers change none."""

    def __init__(self) -> None:
        super().__init__(show_command_palette=False)
        self._keys: tuple[tuple[str, str, bool], ...] = ()

    def bindings_changed(self, screen: Screen[object]) -> None:
        keys = tuple(
            (active.binding.key, active.binding.description, active.enabled)
            for active in screen.active_bindings.values()
            if active.binding.show
        )
        if keys != self._keys:
            super().bindings_changed(screen)
            if screen.app.app_focus and screen is self.screen:
                self._keys = keys
