"""A cohort of ten thousand over seven waves, in a process of its own. Times are the processor's."""

from __future__ import annotations

import json
import subprocess
import sys

from tests.bench.figures import Figures

PEOPLE = 10_000


def bench_cohort(figures: Figures) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.bench.cohort_size", str(PEOPLE)],
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(ran.stdout)
    rate = found["added"] / found["adding"]
    longest = max(found["closing"])
    whole = longest + found["report"]
    figures.one(
        f"a cohort: bundles added in a second, without decryption ({found['added']} bundles)",
        f"{rate:.0f}",
        "≥ 1000",
        rate >= 1000,
    )
    figures.one(
        f"a cohort of {PEOPLE}: closing the slowest of seven waves, and the report of"
        f" {found['groups']} groups",
        f"{longest:.1f} s and {found['report']:.1f} s",
        "≤ 10 s",
        whole <= 10,
    )
    memory = found["memory"]
    name = "a cohort: resident memory at most, all of this together"
    figures.one(name, f"{memory:.0f} MB", "≤ 200 MB", memory <= 200)
