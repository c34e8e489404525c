"""What the kernel writes into."""

_PIPLITE_URLS: list[str] = []
_PIPLITE_DISABLE_PYPI = True
