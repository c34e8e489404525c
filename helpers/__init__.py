"""What the notebooks share: reading an article and its tables, asking questions, drawing answers.

One question a module, and imports run one way, from left to right:

problems, article, timex, cells, languages -> spreadsheet, facts, tables -> rows -> lesson
lesson -> check, overview, sourcing, actors, geography, timeline
figure, page -> reader, charts (chain_chart), maps (map_labels, map_plan, map_page, map_poster)
-> the command line
"""
