"""How the journal finds commitments: where they stand, which is asked about, what they taught."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from coach.journal.before import BEFORE
from coach.journal.model import Commitment

COMMITMENTS = """
WITH told AS (
    SELECT json_extract(context, '$.commitment') AS of, max(started) AS at FROM session
    WHERE answered > 0 GROUP BY of)
SELECT c.id, c.session, c.action, c.step, c.cue, c.response, c.plan, c.confidence, c.witness,
c.prediction, coalesce((
    SELECT n.day FROM follow_up n JOIN session ns ON ns.id = n.session
    WHERE n.commitment = c.id AND n.next = 'keep' AND n.day <> ''
    ORDER BY ns.started DESC, ns.rowid DESC LIMIT 1), c.due) AS due,
coalesce(t.at, s.started) AS told, CASE
    WHEN f.outcome = 'done' THEN 'done'
    WHEN f.next = 'change' AND EXISTS (SELECT 1 FROM commitment m WHERE m.session = f.session)
    THEN 'changed'
    WHEN f.next = 'drop' OR l.at IS NOT NULL THEN 'dropped'
    ELSE 'open' END AS state
FROM commitment c JOIN session s ON s.id = c.session
LEFT JOIN told t ON t.of = c.id
LEFT JOIN let_go l ON l.commitment = c.id
LEFT JOIN follow_up f ON f.session = (
    SELECT fs.id FROM follow_up n JOIN session fs ON fs.id = n.session
    WHERE n.commitment = c.id ORDER BY fs.started DESC, fs.rowid DESC LIMIT 1)
"""

LESSONS = f"""
WITH held AS (SELECT s.id, s.started AS at, s.rowid AS place FROM session s WHERE {BEFORE})
SELECT c.action, f.lesson FROM follow_up f
JOIN commitment c ON c.id = f.commitment JOIN held ON held.id = f.session
WHERE c.action IS NOT NULL AND f.lesson <> '' AND NOT EXISTS (
    SELECT 1 FROM commitment n JOIN held after ON after.id = n.session
    WHERE n.action = c.action AND (after.at, after.place) > (held.at, held.place))
ORDER BY held.at, held.place
"""
"""What was learned from acting, by action, oldest first; none that was there already when another
plan was made for the action: it was told then. Takes the id of a session, as `BEFORE` does."""


def in_turn(found: Iterable[Commitment], today: date) -> list[Commitment]:
    """Open commitments in the order in which they are asked about: those whose day has come, of
    these the one first that was not spoken of for longest, so that none is forgotten; then those
    without a day; then those to come, the nearest first."""

    def turn(made: Commitment) -> tuple[int, str, int]:
        ahead = (made.day - today).days if made.day else 0
        if made.day and ahead <= 0:
            return 0, made.told, -ahead
        return 2 if made.day else 1, "", ahead

    return sorted((made for made in found if made.state == "open"), key=turn)


def one_of(found: Sequence[Commitment], beginning: str) -> Commitment:
    """The commitment whose id begins so. KeyError where there is none, or more than one."""
    exact = [made for made in found if made.id == beginning]
    alike = exact or [made for made in found if made.id.startswith(beginning)]
    if len(alike) != 1 or not beginning:
        raise KeyError(beginning)
    return alike[0]
