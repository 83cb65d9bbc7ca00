"""Coach: a private, rule-based reflective coach for people who lead change."""

__version__ = "0.1.0"
