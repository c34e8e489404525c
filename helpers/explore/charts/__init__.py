"""Charts of a lesson, one file a chart. Each says in words what it shows.

A new chart is a file beside these with one function, from a lesson to a Figure, and a line here.
"""

from helpers.explore.charts.chains import chains
from helpers.explore.charts.orders import orders
from helpers.explore.charts.when import when
from helpers.explore.charts.words import words

__all__ = ["chains", "orders", "when", "words"]
