"""A lesson begun from a text: the article found in it, and a draft of every table to correct."""
