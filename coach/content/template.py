"""The one place where Jinja2 is set up: for checking content and for speaking it."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from jinja2 import StrictUndefined, Template
from jinja2.sandbox import SandboxedEnvironment

ENVIRONMENT = SandboxedEnvironment(undefined=StrictUndefined, autoescape=False)


@lru_cache(maxsize=4096)
def compile_text(source: str) -> Template:
    """The template of a wording; `render` takes the names it may use."""
    return ENVIRONMENT.from_string(source)


@lru_cache(maxsize=4096)
def compile_expression(source: str) -> Callable[..., Any]:
    """The value of an expression, as a function of the names it may use."""
    return ENVIRONMENT.compile_expression(source, undefined_to_none=False)
