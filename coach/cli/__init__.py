"""The commands. Exit codes: 0 done, 1 faults found, 2 wrong use, 3 the journal stays shut."""

from coach.cli import checking as checking
from coach.cli import cohort as cohort
from coach.cli import commitments as commitments
from coach.cli import common as common
from coach.cli import framework as framework
from coach.cli import handover as handover
from coach.cli import journal_file as journal_file
from coach.cli import pairing as pairing
from coach.cli import profile as profile
from coach.cli import programmes as programmes
from coach.cli import reviewing as reviewing
from coach.cli import sample as sample
from coach.cli import sessions as sessions
from coach.cli import taking as taking
from coach.cli import talking as talking
