"""The figures of a run and the table they make."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median, quantiles


@dataclass(frozen=True, slots=True)
class Figure:
    """One row: what was measured, beside what, and the bar it is to stay under."""

    name: str
    best: str
    middle: str
    high: str = ""
    beside: str = ""
    ratio: str = ""
    bar: str = ""
    within: bool | None = None


@dataclass(slots=True)
class Figures:
    """Collected during a run."""

    rows: list[Figure] = field(default_factory=list)

    def times(self, name: str, seconds: Sequence[float], bar: float = 0) -> None:
        """Middle and 95th percentile of some times; `bar` in milliseconds is for the latter."""
        high = percentile(seconds) * 1000
        self.rows.append(
            Figure(
                f"{name} ({len(seconds)} times)",
                f"{min(seconds) * 1000:.1f} ms",
                f"{median(seconds) * 1000:.1f} ms",
                f"{high:.1f} ms",
                bar=f"p95 ≤ {bar:g} ms" if bar else "",
                within=high <= bar if bar else None,
            )
        )

    def beside(
        self, name: str, unit: str, mine: Sequence[float], bare: Sequence[float], bar: float
    ) -> None:
        """Both middles and their ratio, which is to be at most `bar`."""
        ratio = median(mine) / median(bare)
        self.rows.append(
            Figure(
                f"{name} ({len(mine)} times)",
                f"{min(mine):.0f} {unit}",
                f"{median(mine):.0f} {unit}",
                f"{percentile(mine):.0f} {unit}",
                f"{median(bare):.0f} {unit}",
                f"{ratio:.2f}",
                f"ratio ≤ {bar:g}",
                ratio <= bar,
            )
        )

    def one(self, name: str, value: str, bar: str, within: bool) -> None:
        """Something measured once."""
        self.rows.append(Figure(name, "", value, bar=bar, within=within))

    def table(self) -> str:
        """All rows, in Markdown."""
        head = "| what | best | p50 | p95 | bare Textual, p50 | ratio | bar | within |"
        lines = [head, "|---" * 8 + "|"]
        for row in self.rows:
            within = "" if row.within is None else "yes" if row.within else "**no**"
            cells = (
                row.name,
                row.best,
                row.middle,
                row.high,
                row.beside,
                row.ratio,
                row.bar,
                within,
            )
            lines.append("| " + " | ".join(cells) + " |")
        return "\n".join(lines)


def machine() -> str:
    """What the figures were taken on, and how busy it was with other things."""
    busy = os.getloadavg()[0]
    return f"Python {platform.python_version()}, {os.cpu_count()} cores, load {busy:.1f}"


def percentile(values: Sequence[float]) -> float:
    """The 95th."""
    return quantiles(values, n=20, method="inclusive")[-1]
