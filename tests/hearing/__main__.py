"""How well the coach hears: `python -m tests.hearing FILE.tsv …` prints figures for each file,
with what was learnt from example statements and without.

A file has the columns `text`, `action` (0: nothing to hear), `also` (others that would do) and
`polarity`; or `text` and `kind` (of distress; empty: none); or `question` and `answer`, with what
is worth saying back of it in `[[…]]`.
"""

import sys
from pathlib import Path

from tests.hearing.judge import by_rules_alone, judged

rules = by_rules_alone()
for name in sys.argv[1:]:
    print(f"{Path(name).name}: {judged(Path(name))}")
    print(f"    by phrase rules alone: {judged(Path(name), rules)}")
