"""A lesson made of a teacher's own text: its draft corrected by pointing at the article."""
