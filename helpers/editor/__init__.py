"""For whoever corrects a lesson's tables: two readers of one article, compared and settled."""
