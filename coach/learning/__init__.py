"""How the coach learns to hear: from example statements to the weights that content keeps.

Only those who write examples need it; a talk does not.
"""
