"""``python -m balance_model``."""

import sys

from balance_model.cli import main

sys.exit(main())
