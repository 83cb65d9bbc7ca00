"""The craft of a dialogue, counted over every path: what `coach check --craft` shows."""
