"""Words of English, and of its neighbours, that detectors count."""

from __future__ import annotations

from collections.abc import Mapping

from coach.text import words

THEM = frozenset("they them their theirs he him his she her hers".split())
WE = frozenset("we us our ours".split())
ME = frozenset("i me my mine i'm i've i'd i'll im ive myself".split())
COMMON = frozenset(
    """about above actually admit admittedly after again against almost already although always
    another anyone anything around back because become becomes before behind being below
    besides better between bring called came cannot certainly clearly come comes could course
    dare different doing done down dunno during either else enough even ever every everybody
    everyone everything exactly example expect fact feel feels first frankly from getting give
    given gives goes going good great guess half happen happens have having help here honest
    honestly however imagine instance into itself just keep keeps kind knew know knows last
    later least less likely little look looks made make makes making many maybe mean means
    meeting meetings mention mentioned might more most much must myself need needs never next
    nobody none nothing obviously often once only other others ourselves over partner partners
    partnership people people's perhaps place point possible presumably pretty probably quite
    rather really reckon right said same says should since some someone something sometimes
    spoke start started still stop stuff such suppose supposed sure take taken takes taking
    talk talked tell tells than that their them themselves then there these they thing things
    think thinking this those though thought through time times today together told took toward
    truthful trying turn turned under until upon used using very want wants week weeks well
    went were what when where whether which while whole will with within without wonder
    wondering work worked working works would year years your yourself""".split()
)
"""Too common to tie one answer to another."""
ENGLISH = frozenset("the and to of is it in we that they not are was but i a on for with".split())
FOREIGN: Mapping[str, frozenset[str]] = {
    name: frozenset(common.split())
    for name, common in {
        "Welsh": "mae yn ddim gyda wrth hefyd rydym dw bod ond sydd nid",
        "French": "le la les est pas une des nous avec pour mais dans je vous que sont",
        "German": "der die das und nicht ist wir mit ich aber auch für eine sind",
        "Spanish": "el los las está no una con para pero nos que muy porque somos",
        "Polish": "nie jest się że na ale do to są jak przez tylko",
        "Italian": "il gli non che una con per sono ma molto siamo questo",
    }.items()
}
KEYBOARD_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
SMALL = frozenset(
    """a all and anything apart as at be been being big bit but can can't cannot come comes could
    did do does doesn't don't er erm err far from good guess has have haven't honest honestly i i'd
    i'll i'm i've if in is isn't it it's just kind know knows lot major mean mention mentioning mind
    moment much my n/a n nil no nope none not nothing notable nowt now obvious oh of off on one only
    or particular particularly perhaps probably quite really right say so sort special specific
    springs suppose sure sorry that that's the then there there's thing things think this to today
    top um very was well with word worth yet yes you your zilch little great deal tbh
    head""".split()
)
"""Words that say nothing by themselves, nor together: “not a lot, if I'm honest”."""


NONE = frozenset("nil no nobody none noone nope not nothing nowt zilch".split())
"""Words that say that there is nothing, or nobody."""


def says_nothing(text: str) -> bool:
    """Whether a text has no word but such as say nothing."""
    return all(word in SMALL for word in words(text))


def says_none(text: str) -> bool:
    """Whether all that a text says is that there is nothing, or nobody ("nothing right now")."""
    said = set(words(text))
    return bool(said & NONE) and said <= SMALL | NONE


def beside_none(text: str) -> str:
    """The words of a text apart from those that say that there is nothing."""
    return " ".join(word for word in words(text) if word not in NONE)
