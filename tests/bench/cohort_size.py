"""A cohort of ten thousand in a process of its own: `python -m tests.bench.cohort_size [PEOPLE]`.

Seven waves of a programme of seven modules, groups in three levels. Bundles are made up as they
are after decryption; making them is not in the times, but it is in the memory.
"""

from __future__ import annotations

import json
import random
import resource
import sys
import tempfile
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from coach.programme.cohort import AT_ONCE, close_wave, take
from coach.programme.invitation import GroupLevel, Wave
from coach.records.cohort import report_of
from coach.records.cohort_forms import cohort_page
from tests.golden import shipped_content
from tests.programme.made_up import BEGINS, INVITATION, Participant, cohort, data_of

WAVES = 7
LEVELS = {"organisation": 8, "service": 8, "team": 6}
LARGE = replace(
    INVITATION,
    waves=tuple(Wave(n, BEGINS + timedelta(days=20 * n)) for n in range(1, WAVES + 1)),
    groups=tuple(
        GroupLevel(name, tuple(f"{name} {n}" for n in range(number)))
        for name, number in LEVELS.items()
    ),
)


def main(people: int) -> None:
    """Print as JSON: bundles added, seconds of processor time for adding all, closing each wave and
    the report; MB of memory and of the file."""
    draw = random.Random(1)
    everybody = [
        Participant(n, {level.name: draw.choice(level.values) for level in LARGE.groups})
        for n in range(people)
    ]
    framework = shipped_content().framework
    areas = {a.number: area.name for area in framework.areas for a in area.actions}
    adding, closing = 0.0, []
    with tempfile.TemporaryDirectory() as folder:
        store = cohort(Path(folder), LARGE)
        for wave in range(1, WAVES + 1):
            for start in range(0, people, AT_ONCE):
                some = [data_of(p.bundle(wave, LARGE)) for p in everybody[start : start + AT_ONCE]]
                began = time.process_time()
                with store.batch():
                    for data in some:
                        take(store, data)
                adding += time.process_time() - began
            began = time.process_time()
            close_wave(store, wave, areas, BEGINS)
            closing.append(time.process_time() - began)
        began = time.process_time()
        waves = store.published()
        page = cohort_page(report_of(LARGE, waves, framework, {}))
        report = time.process_time() - began
        print(
            json.dumps({
                "added": people * WAVES,
                "adding": adding,
                "closing": closing,
                "report": report,
                "page": len(page),
                "groups": len(waves[-1].cuts),
                "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
                "file": (Path(folder) / "cohort" / "cohort.db").stat().st_size / 2**20,
            })
        )  # fmt: skip


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
