"""Sealing with a phrase: files in the age format, which the program `age` opens too."""

from __future__ import annotations

import re
import secrets

from coach.text import clean

SHORTEST = 12
"""Characters a phrase has at least."""
_DIFFERENT = 5
_OFFERED = 4
"""Words in a phrase that is offered: 44 bits, each guess at which takes about a second."""
_AGE = b"age-encryption.org/"
_BY_PHRASE = re.compile(rb"age-encryption\.org/v1\n-> scrypt [A-Za-z0-9+/]{22} (\d{1,2})\n")
_WORK = 21
"""Powers of two that opening may take: with each of them memory and time double. 21 is 2 GB."""


class Unopened(Exception):
    """A sealed file that does not open."""


class WrongPhrase(Unopened):
    """The phrase does not fit."""


def refusal(phrase: str) -> str:
    """Why this phrase is not taken for a new file, in one sentence, or ""."""
    plain = _plain(phrase)
    if len(plain) >= SHORTEST and len(set(plain)) >= _DIFFERENT:
        return ""
    return (
        f"Choose at least {SHORTEST} characters that are not all alike: four words that do not"
        " belong together will do."
    )


def offered() -> str:
    """A phrase of four words drawn by lot."""
    from mnemonic import Mnemonic

    words = Mnemonic("english").wordlist
    return " ".join(secrets.choice(words) for _ in range(_OFFERED))


def _plain(phrase: str) -> str:
    """The phrase as it is used: how it was spaced is not part of it."""
    return " ".join(clean(phrase).split())


def is_sealed(data: bytes) -> bool:
    """Whether this is how a sealed file begins."""
    return data.startswith(_AGE)


def seal(data: bytes, phrase: str) -> bytes:
    """`data`, sealed with the phrase."""
    from pyrage import passphrase

    return bytes(passphrase.encrypt(data, _plain(phrase)))


def unseal(data: bytes, phrase: str) -> bytes:
    """What was sealed with the phrase.

    Raises WrongPhrase, and Unopened for what was damaged or was never sealed with a phrase.
    """
    from pyrage import DecryptError, passphrase

    begins = _BY_PHRASE.match(data)
    if begins is None or int(begins[1]) > _WORK:
        raise Unopened
    try:
        return bytes(passphrase.decrypt(data, _plain(phrase)))
    except DecryptError as error:
        raise (WrongPhrase if str(error) == "Decryption failed" else Unopened) from None
