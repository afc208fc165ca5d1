"""`python -m tui` is the command `termsheet`."""

import sys

from tui.launch import main

sys.exit(main())
