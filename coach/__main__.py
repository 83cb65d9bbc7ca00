"""`python -m coach`."""

from coach.start import main

main()
