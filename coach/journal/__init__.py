"""The journal. sqlite-utils takes its driver by the name `pysqlite3`: here it is sqlcipher3. Where
numpy is installed, for learning, sqlite-utils would load it too, and nothing here has a use for it.
"""

import sys

import sqlcipher3

sys.modules.setdefault("pysqlite3", sqlcipher3)
if "numpy" not in sys.modules:
    sys.modules["numpy"] = None  # type: ignore[assignment]
    import sqlite_utils  # noqa: F401

    del sys.modules["numpy"]
