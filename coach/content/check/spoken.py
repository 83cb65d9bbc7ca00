"""Judges one text, condition or value where it stands."""

from __future__ import annotations

import re
from dataclasses import replace

from jinja2 import nodes

from coach.content.check.lookup import Lookup
from coach.content.check.names import ALL_RULE_NAMES, FUNCTIONS, NAMES
from coach.content.check.questions import Here
from coach.content.check.templates import SourceCode
from coach.content.check.values import ANY, Value
from coach.content.faults import did_you_mean
from coach.content.model import Expression, Text

_CHOOSES = re.compile(r"\b(?:if|elif)\b")


class Spoken:
    """What is spoken and asked for in one unit."""

    def __init__(self, lookup: Lookup) -> None:
        self.lookup = lookup

    def texts(self, text: Text, here: Here, premise: nodes.Node | None = None) -> None:
        """Judge the variants of a text that is only spoken where `premise` holds."""
        for wording, tree in zip(text, self.read(text, here), strict=True):
            if isinstance(tree, nodes.Template) and _mostly_names(tree):
                both = [tree, *([premise] if premise is not None else [])]
                if self.lookup.combinations(both, here).blank(tree, premise):
                    source = SourceCode.of(wording)
                    self.lookup.templates.add(
                        "C039", "This text is always blank.", source, "", "Say something in it."
                    )

    def read(self, text: Text, here: Here) -> list[nodes.Node | None]:
        """Judge the variants of a text that may stay blank: their trees, where they have one."""
        found = list[nodes.Node | None]()
        for wording in text:
            tree = None
            if "{{" in wording.template or "{%" in wording.template or "{#" in wording.template:
                source = SourceCode.of(wording)
                tree = self._tree(source, here)
                if tree is not None and _CHOOSES.search(wording.template):
                    tests = [choice.test for choice in tree.find_all(nodes.If)]
                    tests += [choice.test for choice in tree.find_all(nodes.CondExpr)]
                    for test in tests:
                        self._possible(test, source, here)
            found.append(tree)
        return found

    def condition(
        self, when: Expression | None, here: Here
    ) -> tuple[nodes.Node | None, bool | None]:
        """Judge a condition: its tree, where it can be read, and True where it always holds."""
        if when is None:
            return None, True
        source = SourceCode.of(when)
        tree = self._tree(source, here)
        if tree is None:
            return None, None
        return tree, self._possible(tree, source, here)

    def value(self, expression: Expression, here: Here) -> Value:
        """Judge an expression that gives a name its value."""
        source = SourceCode.of(expression, computed=True)
        tree = self._tree(source, here)
        if tree is None:
            return ANY
        if isinstance(tree, nodes.Compare | nodes.Not | nodes.And):
            self._possible(tree, source, here)
        return self.lookup.combinations([tree], here).known(tree)

    def _tree(self, source: SourceCode, here: Here) -> nodes.Node | None:
        """The tree of a source without a fault in it."""
        tree = self.lookup.templates.read(source, here.names)
        if tree is None:
            return None
        fine = True
        for node in (tree, *tree.find_all((nodes.Name, nodes.Call))):
            if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name):
                fine = self.lookup.call(node, node.node.name, source, here) and fine
            elif isinstance(node, nodes.Name) and node.name not in FUNCTIONS:
                fine = self._name(node.name, source, here) and fine
        return tree if fine else None

    def _name(self, name: str, source: SourceCode, here: Here) -> bool:
        known = {*NAMES, *here.rule, *here.names}
        if name in known:
            return True
        mend = did_you_mean(name, known)
        if name in ALL_RULE_NAMES:
            mend = "Only a listening rule that hears or detects it knows it."
        message = f"Nothing is called “{name}” here."
        self.lookup.templates.add("C023", message, source, rf"\b{re.escape(name)}\b", mend)
        return False

    def _possible(self, tree: nodes.Node, source: SourceCode, here: Here) -> bool | None:
        """Note a condition that is always or never true; whether it always is."""
        compared = [] if isinstance(tree, nodes.Compare) else list(tree.find_all(nodes.Compare))
        fine = True
        for part in compared:
            if self.lookup.combinations([part], here).verdict(part) is False:
                fine = False
                self._never(source, part)
        held = self.lookup.combinations([tree], here).verdict(tree)
        if held is False and fine:
            self._never(source, tree)
        known_here = replace(here, given={})
        literal = isinstance(tree, nodes.Const) and tree.value is True
        if held and not literal and self.lookup.combinations([tree], known_here).verdict(tree):
            self.lookup.templates.add(
                "C030", "This is always true.", source, _begin(tree), "Leave the condition out."
            )
        return True if held else (None if held is None else False)

    def _never(self, source: SourceCode, part: nodes.Node) -> None:
        mend = "Correct it, or leave out what hangs on it."
        self.lookup.templates.add("C029", "This is never true.", source, _begin(part), mend)


def _mostly_names(tree: nodes.Template) -> bool:
    """Whether no words stand outside of names and conditions, so that it might be blank."""
    return not any(
        isinstance(part, nodes.TemplateData) and part.data.strip()
        for node in tree.body
        if isinstance(node, nodes.Output)
        for part in node.nodes
    )


def _begin(tree: nodes.Node) -> str:
    """A pattern for the first piece of an expression."""
    while True:
        match tree:
            case nodes.Call() if isinstance(tree.node, nodes.Name):
                first = tree.args[0] if tree.args else None
                name = re.escape(str(first.value)) if isinstance(first, nodes.Const) else ""
                return rf"\b{tree.node.name}\s*\(\s*['\"]{name}"
            case nodes.Name():
                return rf"\b{tree.name}\b"
            case nodes.Const():
                return rf"(?<!\w){re.escape(str(tree.value))}(?!\w)"
        tree = next(tree.iter_child_nodes())
