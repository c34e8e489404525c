"""What the kernel writes into, and what goes on before a cell does."""

import logging

_PIPLITE_URLS: list[str] = []
_PIPLITE_DISABLE_PYPI = True

# Else the cell of the first chart says that a font cache is built.
logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
