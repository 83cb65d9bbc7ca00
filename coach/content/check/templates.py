"""Which part of Jinja2 content may use, and where in a file a piece of it stands."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jinja2 import TemplateSyntaxError, nodes
from jinja2.parser import Parser

from coach.content.check.names import ATTRIBUTES, FILTERS, FUNCTIONS, NAMES
from coach.content.check.values import ANY, Value, is_number
from coach.content.faults import Faults, did_you_mean
from coach.content.model import Expression, Mark, Wording
from coach.content.template import ENVIRONMENT
from coach.text import acts_on_terminal

LONGEST = 4_000
"""Characters one text with names in it, or one expression, may have."""
DEEPEST = 40
"""Levels of brackets and operators in one text or expression."""
GREATEST = 1_000_000
"""The greatest number that can be written."""

_INSIDE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.S)
_STRUCTURE = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.If)
_LOGIC = (nodes.And, nodes.Or, nodes.Not, nodes.Compare, nodes.Operand, nodes.CondExpr)
_NUMBERS = (nodes.Add, nodes.Sub, nodes.Neg, nodes.Pos, nodes.Concat)
_CALLED: Mapping[type[nodes.Node], str] = {
    nodes.Assign: "set",
    nodes.AssignBlock: "set",
    nodes.Pow: "**",
    nodes.Getitem: "[",
    nodes.Slice: ":",
    nodes.Dict: "{",
    nodes.Test: "is",
    nodes.FromImport: "from",
    nodes.CallBlock: "call",
    nodes.FilterBlock: "filter",
    nodes.ScopedEvalContextModifier: "autoescape",
}
"""How what is not taken reads in content, where it is not the name of its node."""
_SKIPPED = 4
"""Characters of the file that a text may leave out between two of its own: marks, escapes."""
_NOT_TAKEN = "Take only what docs/authoring.md lists under Names and functions."


@dataclass(frozen=True, slots=True)
class SourceCode:
    """A text or an expression of a content file. `computed`: the value of a name."""

    code: str
    mark: Mark
    expression: bool = False
    computed: bool = False

    @classmethod
    def of(cls, written: Wording | Expression, *, computed: bool = False) -> SourceCode:
        """The source of a text or an expression."""
        if isinstance(written, Wording):
            return cls(written.template, written.mark)
        return cls(written.code, written.mark, True, computed)

    def find(self, needle: str) -> int:
        """Where a pattern (its first group, if it has one) first stands in the Jinja2; or −1."""
        spans = [(0, len(self.code))]
        if not self.expression:
            spans = [match.span() for match in _INSIDE.finditer(self.code)]
        for begin, end in spans:
            if found := re.compile(needle, re.S).search(self.code, begin, end):
                return found.start(1 if found.re.groups else 0)
        return -1


class Templates:
    """Reads texts and expressions and notes what they may not hold."""

    def __init__(self, faults: Faults) -> None:
        self._faults = faults

    def add(self, code: str, message: str, source: SourceCode, needle: str, mend: str = "") -> None:
        """Note a fault where `needle` stands, or else where the text begins."""
        offset = source.find(needle) if needle else -1
        mark = source.mark
        if offset >= 0:
            mark = place(self._faults.lines(mark.file), mark, source.code, offset)
        self._faults.add(code, message, mark, mend)

    def read(self, source: SourceCode, names: Mapping[str, Value]) -> nodes.Node | None:
        """The tree, or None with a fault. `names` are those whose values were computed."""
        if len(source.code) > LONGEST:
            self.add(
                "C036", f"This is longer than {LONGEST} characters.", source, "", "Make it two."
            )
            return None
        try:
            tree = parse(source)
        except TemplateSyntaxError as error:
            message = (error.message or "it breaks off").rstrip(".")
            self.add(
                "C017", f"This cannot be read: {message}.", source, "", "Look at its brackets."
            )
            return None
        except RecursionError:
            self.too_deep(source)
            return None
        except ValueError:
            self.add("C036", "A number here is too long.", source, r"\d{9}", _NOT_TAKEN)
            return None
        return tree if _Reader(self, source, names).taken(tree) else None

    def too_deep(self, source: SourceCode) -> bool:
        """Note that a text or an expression is nested too deeply; False."""
        message = f"Brackets and signs are nested deeper than {DEEPEST} levels."
        self.add("C036", message, source, "", "Work out a part of it with “let”.")
        return False


class _Reader:
    """Judges one tree by the list of what is taken."""

    def __init__(
        self, templates: Templates, source: SourceCode, names: Mapping[str, Value]
    ) -> None:
        self._templates = templates
        self._source = source
        self._names = names

    def taken(self, tree: nodes.Node, within: nodes.Node | None = None, depth: int = 1) -> bool:
        """Whether all of it is taken; the first thing in a branch that is not leaves a fault."""
        if depth > DEEPEST:
            return self._templates.too_deep(self._source)
        if isinstance(tree, nodes.List | nodes.Tuple) and not isinstance(within, nodes.Operand):
            return self._refuse("A list can only stand after “in”.", r"[\[(,]")
        if not self._one(tree):
            return False
        function = tree.node if isinstance(tree, nodes.Call) else None
        inner = [child for child in tree.iter_child_nodes() if child is not function]
        return all([self.taken(child, tree, depth + 1) for child in inner])

    def _refuse(self, message: str, needle: str, mend: str = _NOT_TAKEN) -> bool:
        self._templates.add("C036", message, self._source, needle, mend)
        return False

    def _one(self, node: nodes.Node) -> bool:
        match node:
            case nodes.Const():
                return self._const(node.value)
            case nodes.Name():
                if node.name not in FUNCTIONS or node.name in self._names:
                    return True
                return self._refuse(
                    f"“{node.name}” is a function.",
                    rf"\b{node.name}\b(?!\s*\()",
                    f"Call it: {node.name}('…').",
                )
            case nodes.Call():
                return self._call(node)
            case nodes.Getattr():
                return self._attribute(node)
            case nodes.Filter():
                return self._filter(node)
            case nodes.CondExpr() if node.expr2 is None:
                return self._refuse(
                    "An “if” inside needs its “else”; without it the whole text stays blank.",
                    r"\bif\b",
                    "Write “… if … else ''”.",
                )
            case nodes.Concat() | nodes.Add():
                return self._joins(node)
            case nodes.Mul() | nodes.Div() | nodes.FloorDiv() | nodes.Mod():
                return self._multiplies(node)
            case nodes.Compare():
                return self._compares(node)
        if isinstance(node, (*_STRUCTURE, *_LOGIC, *_NUMBERS, nodes.List, nodes.Tuple)):
            return True
        name = _CALLED.get(type(node), type(node).__name__.lower())
        return self._refuse(f"“{name}” is not taken here.", rf"(?<!\w){re.escape(name)}(?!\w)")

    def _const(self, value: object) -> bool:
        if isinstance(value, str) and acts_on_terminal(value):
            return self._refuse("A character here acts on the terminal.", r"\\", "Leave it out.")
        if isinstance(value, int | float) and not abs(value) <= GREATEST:
            return self._refuse(f"No number may be over {GREATEST:,}.", r"\d{7}|\d[eE]")
        return True

    def _call(self, node: nodes.Call) -> bool:
        if not isinstance(node.node, nodes.Name):
            return self._refuse("Only functions by their name can be called.", r"\(")
        name = node.node.name
        function = FUNCTIONS.get(name)
        if function is None or name in self._names:
            known = name in self._names
            self._templates.add(
                "C023",
                f"“{name}” is not a function here." if known else f"Nothing is called “{name}”.",
                self._source,
                rf"\b{re.escape(name)}\s*\(",
                did_you_mean(name, FUNCTIONS),
            )
            return False
        count = len(node.args)
        needle = rf"\b{name}\s*\("
        if node.kwargs or node.dyn_args or node.dyn_kwargs:
            return self._refuse("Functions take no named arguments.", needle)
        if count < function.least or (function.most is not None and count > function.most):
            wanted = {(1, 1): "one argument", (2, 2): "two arguments"}.get(
                (function.least, function.most or 0), "two arguments or more"
            )
            return self._refuse(f"“{name}” takes {wanted}.", needle, "See docs/authoring.md.")
        written = node.args if name == "chose" else node.args[:1]
        if not function.worked_out and not all(
            isinstance(a, nodes.Const) and isinstance(a.value, str) for a in written
        ):
            return self._refuse(
                f"The ids in “{name}” must be written out.", needle, f"As in {name}('an-id')."
            )
        return True

    def _attribute(self, node: nodes.Getattr) -> bool:
        owner = node.node.name if isinstance(node.node, nodes.Name) else ""
        known = ATTRIBUTES.get(owner, ())
        if node.attr in known and owner not in self._names:
            return True
        dotted = [f"{owner}.{attribute}" for attribute in known]
        mend = did_you_mean(f"{owner}.{node.attr}", dotted) if dotted else _NOT_TAKEN
        return self._refuse(f"“.{node.attr}” is not taken here.", rf"\.\s*({node.attr})\b", mend)

    def _filter(self, node: nodes.Filter) -> bool:
        needle = rf"\|\s*({re.escape(node.name)})\b"
        if node.name not in FILTERS or node.node is None:
            return self._refuse(
                f"“{node.name}” is not one of the filters.",
                needle if node.node else rf"\b{re.escape(node.name)}\b",
                did_you_mean(node.name, FILTERS) or f"There are: {', '.join(sorted(FILTERS))}.",
            )
        if node.kwargs or node.dyn_args or node.dyn_kwargs or not self._arguments(node):
            return self._refuse(f"“{node.name}” takes no such arguments.", needle)
        return True

    @staticmethod
    def _arguments(node: nodes.Filter) -> bool:
        if node.name == "default":
            return len(node.args) == 1
        if node.name != "round":
            return not node.args
        places = [arg.value for arg in node.args if isinstance(arg, nodes.Const)]
        return len(places) == len(node.args) <= 1 and all(p in range(7) for p in places)

    def _joins(self, node: nodes.Concat | nodes.Add) -> bool:
        parts: Sequence[nodes.Node] = (
            node.nodes if isinstance(node, nodes.Concat) else (node.left, node.right)
        )
        if not self._source.computed or (
            isinstance(node, nodes.Add) and all(map(self._is_number, parts))
        ):
            return True
        return not any(map(self._grows, parts)) or self._refuse(
            "A computed name cannot be joined to another one here.",
            r"~|\+",
            "Join them in the text that says them.",
        )

    def _multiplies(self, node: nodes.Mul | nodes.Div | nodes.FloorDiv | nodes.Mod) -> bool:
        sign = {nodes.Mul: r"\*", nodes.Mod: "%"}.get(type(node), "/")
        factors = [node.right, node.left] if isinstance(node, nodes.Mul) else [node.right]
        written = any(isinstance(f, nodes.Const) and f.value for f in factors)
        if not written or not self._is_number(node.left) or not self._is_number(node.right):
            return self._refuse(
                "Only a number can be multiplied or divided, and only by a written number.",
                sign,
                "As in rating('x') * 2; make a number of a name with |int.",
            )
        if self._source.computed and self._grows(node):
            return self._refuse("A computed name cannot be multiplied in another one.", sign)
        return True

    def _compares(self, node: nodes.Compare) -> bool:
        for operand in node.ops:
            listed = isinstance(operand.expr, nodes.List | nodes.Tuple)
            if listed and operand.op not in ("in", "notin"):
                return self._refuse("A list can only stand after “in”.", r"[\[(]")
        return True

    def _grows(self, node: nodes.Node) -> bool:
        own = {node.name} if isinstance(node, nodes.Name) else set()
        return bool((own | {n.name for n in node.find_all(nodes.Name)}) & set(self._names))

    def _is_number(self, node: nodes.Node) -> bool:
        match node:
            case nodes.Const():
                return is_number(node.value)
            case nodes.Name():
                return is_number(self._names.get(node.name, NAMES.get(node.name, ANY)))
            case nodes.Call():
                return isinstance(node.node, nodes.Name) and node.node.name in ("rating", "count")
            case nodes.Filter():
                return node.name in ("int", "length", "round")
            case nodes.CondExpr():
                return node.expr2 is not None and all(
                    map(self._is_number, (node.expr1, node.expr2))
                )
            case nodes.Neg() | nodes.Pos():
                return self._is_number(node.node)
            case nodes.BinExpr() if not isinstance(node, nodes.And | nodes.Or):
                return self._is_number(node.left) and self._is_number(node.right)
            case _:
                return False


def parse(source: SourceCode) -> nodes.Node:
    """The tree of a text (a Template) or of an expression, as they are read when spoken."""
    if not source.expression:
        return ENVIRONMENT.parse(source.code)
    parser = Parser(ENVIRONMENT, source.code, state="variable")
    tree = parser.parse_expression()
    if not parser.stream.eos:
        raise TemplateSyntaxError("something follows its end", 1)
    return tree


def place(lines: Sequence[str], mark: Mark, code: str, offset: int) -> Mark:
    """Where the character at `offset` of a scalar's text stands in its file.

    YAML folds lines and doubles quotation marks, so the text is followed through the file
    character by character, white space apart; where it cannot be, the mark itself.
    """
    line, column = mark.line - 1, mark.column - 1
    here = mark
    for char in code[: offset + 1]:
        if char.isspace():
            continue
        skipped = 0
        while line < len(lines) and skipped <= _SKIPPED:
            if column >= len(lines[line]):
                line, column = line + 1, 0
            elif lines[line][column] == char:
                break
            else:
                skipped += not lines[line][column].isspace()
                column += 1
        if line >= len(lines) or skipped > _SKIPPED:
            return mark
        column += 1
        here = Mark(mark.file, line + 1, column)
    return here
