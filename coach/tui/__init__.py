"""The full-screen app. Textual's own log would write down each key, so it is never on."""

import os

os.environ.pop("TEXTUAL_LOG", None)
