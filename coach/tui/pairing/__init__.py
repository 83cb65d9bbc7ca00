"""Pairs who coach each other, on the screen.

`begin` asks what a sitting is to be, `waiting` counts down to a common start, `screen` is the
sitting itself with its `banner` and its `deck` of cards, `ending` is where the guest takes their
record.
"""
