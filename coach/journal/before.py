"""Which sessions were there when another began."""

BEFORE = """(?1 = '' OR (
    s.rowid < (SELECT rowid FROM session WHERE id = ?1)
    AND s.started <= (SELECT started FROM session WHERE id = ?1)))"""
"""Holds of a session `s` that began before the one with the given id and was in the journal by
then: what is taken in later changes nothing that was talked through meanwhile. Empty: of all."""
