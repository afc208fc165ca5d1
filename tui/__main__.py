"""`python -m tui` is the command `termsheet`."""

import sys

from tui.entry import main

sys.exit(main())
