"""How well the coach hears: `python -m tests.hearing FILE.tsv …` prints figures for each file.

A file has the columns `text`, `action` (0: nothing to hear), `also` (others that would do) and
`polarity`; or `text` and `kind` (of distress; empty: none).
"""

import sys
from pathlib import Path

from tests.hearing.judge import judged

for name in sys.argv[1:]:
    print(f"{Path(name).name}: {judged(Path(name))}")
