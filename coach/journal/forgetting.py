"""Forgetting what later sessions quoted of a session: its words in their questions and reasons."""

from __future__ import annotations

import json

from sqlite_utils import Database

LEFT = "…"
"""What stands in the place of forgotten words."""

_QUOTABLE = """
SELECT text FROM goal WHERE session = :session
UNION SELECT text FROM partner_plan WHERE session = :session
UNION SELECT plan FROM commitment WHERE session = :session
UNION SELECT prediction FROM commitment WHERE session = :session
UNION SELECT lesson FROM follow_up WHERE session = :session
UNION SELECT because FROM evidence WHERE session = :session
"""


def unquote(db: Database, session_id: str) -> None:
    """Take the words of a session, which is about to be deleted, out of the sessions after it."""
    for (text,) in db.execute(_QUOTABLE, {"session": session_id}).fetchall():
        if not text:
            continue
        for said in {text, text[0].upper() + text[1:]}:  # as it reads at the start of a sentence
            db.execute(
                "UPDATE turn SET asked = replace(asked, :quote, :left)"
                " WHERE session <> :session AND instr(asked, :quote)",
                {"quote": f"“{said}”", "left": f"“{LEFT}”", "session": session_id},
            )
        db.execute(
            "UPDATE suggestion SET because = replace(because, :quote, :left)"
            " WHERE session <> :session AND instr(because, :quote)",
            {
                "quote": json.dumps(text, ensure_ascii=False),
                "left": json.dumps(LEFT, ensure_ascii=False),
                "session": session_id,
            },
        )
