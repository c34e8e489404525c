"""A lesson on paper: a workbook, the key beside it, and a grid to type answers into."""
