"""The foot of every screen: the keys that do something now."""

from __future__ import annotations

from typing import Any

from textual.screen import Screen
from textual.widgets import Footer

HELP = "app.help"
"""The key that tells all others."""


class Foot(Footer):
    """Textual's footer, drawn anew only when its keys are others: most answers change none.

    Where there is no room for all of them the last stand back, save help and the way out, which
    is the last of a screen's keys.
    """

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

    async def recompose(self) -> None:
        await super().recompose()
        self._fit()

    def on_resize(self) -> None:
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        keys: list[Any] = list(self.query("FooterKey"))  # Textual exports no class for them
        over = sum(_width(key) for key in keys) - self.size.width
        if keys:
            over -= keys[-1].styles.margin.right
        for key in reversed(keys):
            stays = over <= 0 or key is keys[-1] or key.action == HELP
            key.display = stays
            over -= 0 if stays else _width(key)


def _width(key: Any) -> int:
    return int(key.render().cell_len + key.styles.margin.right)
