"""The journal. sqlite-utils takes its driver by the name `pysqlite3`: here it is sqlcipher3."""

import sys

import sqlcipher3

sys.modules.setdefault("pysqlite3", sqlcipher3)
