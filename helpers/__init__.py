"""What the notebooks share: reading an article and its tables, asking questions, drawing answers.

One module a question. A module imports only those to its left:
problems, article, cells -> spreadsheet -> lesson -> check, actors, geography, timeline, sourcing
-> figure, charts, maps -> the command line.
"""
