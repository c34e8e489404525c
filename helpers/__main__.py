"""The command line: python -m helpers. What each command does is in helpers/cli/."""

import sys

from helpers.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
