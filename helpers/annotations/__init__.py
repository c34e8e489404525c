"""What was read out of an article, for other tools that annotate texts, and from them."""
