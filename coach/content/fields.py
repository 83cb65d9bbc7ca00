"""Typed access to the fields of a YAML mapping; every mistake becomes a fault."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TypeVar

import yaml

from coach.content.evidence import Ours, Told
from coach.content.faults import Faults, did_you_mean
from coach.content.framework import NUMBERED, NUMBERS
from coach.content.marks import NO_SOURCE
from coach.content.model import Expression, Mark, Source, Text, Weighting, Wording
from coach.content.reader import Node, mark_of

R = TypeVar("R")
T = TypeVar("T", bound=str)
EVIDENCE_ID = re.compile(r"INV-\d{3}(-[a-z]+)?|[CM]\d{2}")
"""What a `source` looks like that names a finding, a case study or a small case."""


class Fields:
    """One mapping. Fields that nobody took are unknown keys (`done`)."""

    def __init__(self, node: Node, file: str, faults: Faults, what: str) -> None:
        self.file = file
        self.faults = faults
        self.what = what
        self.mark = mark_of(node, file)
        faults.enough(file)
        self._keys: dict[str, Node] = {}
        self._values: dict[str, Node] = {}
        self._known: set[str] = set()
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                self._keys[key.value] = key
                self._values[key.value] = value
        else:
            faults.add("C011", f"{what} must be a mapping (key: value).", self.mark)

    def __contains__(self, key: str) -> bool:
        self._known.add(key)
        return key in self._values

    def names(self) -> list[str]:
        """All keys, in order."""
        return list(self._values)

    def first(self) -> str:
        """The first key, or nothing."""
        return next(iter(self._values), "")

    def take(self, key: str) -> Node | None:
        """The raw value of a field."""
        self._known.add(key)
        return self._values.get(key)

    def at(self, key: str) -> Mark:
        """Where the value of a field begins; the mapping itself if it is not there."""
        node = self._values.get(key)
        return mark_of(node, self.file) if node else self.mark

    def wrong(self, key: str, wanted: str) -> None:
        """Note that a field has the wrong type."""
        self.faults.add("C011", f"“{key}” must be {wanted}.", self.at(key))

    def missing(self, key: str) -> None:
        """Note that a field has to be there."""
        self.faults.add("C010", f"{self.what} needs “{key}”.", self.mark, f"Add “{key}: …”.")

    # --- scalars --------------------------------------------------------------------------

    def text(self, key: str, *, needed: bool = False) -> str:
        """One text."""
        node = self.take(key)
        if node is None:
            if needed:
                self.missing(key)
            return ""
        if not isinstance(node, yaml.ScalarNode):
            self.wrong(key, "text")
            return ""
        return str(node.value).strip()

    def number(self, key: str, default: float = 0) -> float:
        """One number."""
        node = self.take(key)
        if node is None:
            return default
        try:
            value = float(node.value) if isinstance(node, yaml.ScalarNode) else float("nan")
        except ValueError:
            value = float("nan")
        if value != value or abs(value) > 1e9:
            self.wrong(key, "a number")
            return default
        return value

    def flag(self, key: str) -> bool:
        """A yes or no; not there is no."""
        node = self.take(key)
        if node is None:
            return False
        value = str(node.value).lower() if isinstance(node, yaml.ScalarNode) else ""
        if value not in ("true", "false", "yes", "no"):
            self.wrong(key, "true or false")
        return value in ("true", "yes")

    def one_of(self, key: str, allowed: Iterable[T], default: T, *, needed: bool = False) -> T:
        """One of a few words."""
        value = self.text(key, needed=needed)
        names = list(allowed)
        for name in names:
            if name == value:
                return name
        if value:
            self.faults.add(
                "C012",
                f"“{key}” cannot be “{value}”.",
                self.at(key),
                did_you_mean(value, names) or f"One of: {', '.join(sorted(names))}.",
            )
        return default

    # --- lists and mappings ---------------------------------------------------------------

    def items(self, key: str, *, needed: bool = False) -> list[Node]:
        """The items of a list; a single value counts as a list of one."""
        node = self.take(key)
        if node is None:
            if needed:
                self.missing(key)
            return []
        if isinstance(node, yaml.SequenceNode):
            return list(node.value)
        return [node]

    def texts(self, key: str, *, needed: bool = False) -> tuple[str, ...]:
        """A list of texts, or one text."""
        found = []
        for node in self.items(key, needed=needed):
            if isinstance(node, yaml.ScalarNode):
                found.append(str(node.value).strip())
            else:
                self.faults.add(
                    "C011", f"“{key}” must be a list of texts.", mark_of(node, self.file)
                )
        return tuple(found)

    def integers(self, key: str) -> tuple[int, ...]:
        """A list of whole numbers."""
        found = []
        for node in self.items(key):
            if isinstance(node, yaml.ScalarNode) and re.fullmatch("[0-9]{1,9}", node.value):
                found.append(int(node.value))
            else:
                self.faults.add(
                    "C011", f"“{key}” must be a list of numbers.", mark_of(node, self.file)
                )
        return tuple(found)

    def inner(self, key: str) -> Fields | None:
        """A mapping inside this one; whoever asked for it ends with `done`."""
        node = self.take(key)
        return None if node is None else Fields(node, self.file, self.faults, f"“{key}”")

    def one(self, key: str, read: Callable[[Fields], R]) -> R | None:
        """What `read` makes of a mapping inside this one; None where it is not there."""
        inner = self.inner(key)
        if inner is None:
            return None
        found = read(inner)
        inner.done()
        return found

    def each(
        self, key: str, what: str, read: Callable[[Fields], R], *, needed: bool = False
    ) -> tuple[R, ...]:
        """What `read` makes of each mapping of a list; `what` one of them is called in faults."""
        found = []
        for node in self.items(key, needed=needed):
            inner = Fields(node, self.file, self.faults, what)
            found.append(read(inner))
            inner.done()
        return tuple(found)

    # --- what this content is made of -----------------------------------------------------

    def wordings(self, key: str, *, needed: bool = False) -> Text:
        """A text with its variants."""
        found = []
        for node in self.items(key, needed=needed):
            if isinstance(node, yaml.ScalarNode):
                if text := str(node.value).strip():
                    found.append(Wording(text, self._inside(node)))
            else:
                self.faults.add(
                    "C011", f"“{key}” must be a text or a list of texts.", mark_of(node, self.file)
                )
        if needed and not found and key in self._values:
            self.faults.add("C010", f"“{key}” is empty.", self.at(key), "Write what is said.")
        return tuple(found)

    def expression(self, key: str) -> Expression | None:
        """A condition or a value to work out."""
        node = self.take(key)
        if node is None:
            return None
        if not isinstance(node, yaml.ScalarNode):
            self.wrong(key, "one expression")
            return None
        return Expression(str(node.value).strip(), self._inside(node))

    def expressions(self, key: str) -> dict[str, Expression]:
        """Names with their expressions."""
        inner = self.inner(key)
        if inner is None:
            return {}
        found = {name: inner.expression(name) for name in inner.names()}
        return {name: value for name, value in found.items() if value is not None}

    def action(self) -> int:
        """The number under `action`."""
        number = int(self.number("action"))
        if number not in NUMBERS:
            self.faults.add("C021", "There is no such action.", self.at("action"), NUMBERED)
        return number

    def weightings(self, key: str) -> tuple[Weighting, ...]:
        """`{2: 1}` under `need` or `strength`: action and weight."""
        inner = self.inner(key)
        if inner is None:
            return ()
        found = []
        for name in inner.names():
            weight = inner.number(name)
            if not name.isdecimal() or int(name) not in NUMBERS:
                self.faults.add("C021", f"There is no action {name}.", inner.at(name), NUMBERED)
            elif weight <= 0:
                inner.wrong(name, "a weight over 0")
            elif key == "need":
                found.append(Weighting(int(name), "need", weight))
            else:
                found.append(Weighting(int(name), "strength", weight))
        return tuple(found)

    def told(self, key: str, *, needed: bool = False) -> Told:
        """One text of the report."""
        return Told(self.text(key, needed=needed))

    def ours(self, key: str, *, needed: bool = False) -> Ours:
        """One text that is ours."""
        return Ours(self.text(key, needed=needed))

    def all_told(self, key: str, *, needed: bool = False) -> tuple[Told, ...]:
        """A list of texts of the report."""
        return tuple(map(Told, self.texts(key, needed=needed)))

    def all_ours(self, key: str, *, needed: bool = False) -> tuple[Ours, ...]:
        """A list of texts that are ours."""
        return tuple(map(Ours, self.texts(key, needed=needed)))

    def told_or_ours(self) -> Told | Ours:
        """`text` is the report's, `ours` is ours."""
        return self.ours("ours") if "ours" in self else self.told("text", needed=True)

    def cited(self) -> Source:
        """The source of something that has to have one."""
        return self.source(needed=True) or NO_SOURCE

    def source(self, *, needed: bool = False) -> Source | None:
        """The section of the report a thing comes from, or the id of the finding or case."""
        node = self.take("source")
        if node is None:
            if needed:
                self.faults.add(
                    "C022",
                    f"{self.what} says something of the report without its source.",
                    self.mark,
                    "Add “source: {section: …}” with the section's heading.",
                )
            return None
        if isinstance(node, yaml.ScalarNode):
            named = str(node.value).strip()
            return Source("", finding=named) if EVIDENCE_ID.fullmatch(named) else Source(named)
        inner = Fields(node, self.file, self.faults, "source")
        source = Source(inner.text("section", needed=True), inner.text("place") or None)
        inner.done()
        return source

    def done(self) -> None:
        """Note every key that was not asked for."""
        for key, node in self._keys.items():
            if key not in self._known:
                self.faults.enough(self.file)
                self.faults.add(
                    "C009",
                    f"{self.what} has no key “{key}”.",
                    mark_of(node, self.file),
                    did_you_mean(key, self._known),
                )

    def _inside(self, node: Node) -> Mark:
        """Where the text of a scalar begins, after its quotation mark."""
        mark = mark_of(node, self.file)
        quoted = getattr(node, "style", None) in ("'", '"')
        return Mark(mark.file, mark.line, mark.column + 1) if quoted else mark
