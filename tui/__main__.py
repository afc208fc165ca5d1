"""`python -m tui` is the command `termsheet`."""

import sys

from tui.cli import main

sys.exit(main())
