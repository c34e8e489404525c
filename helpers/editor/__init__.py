"""A lesson of a teacher's own text: its draft corrected by pointing, two readers compared."""
