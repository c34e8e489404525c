"""What the notebooks share: reading an article and its tables, asking, drawing, and grading.

One question a module, and imports run one way, from left to right:

problems, article, timex, cells, languages -> spreadsheet, facts, tables -> rows -> lesson
lesson -> check, overview, sourcing, actors, geography, timeline
figure, page -> reader, charts (chain_chart), maps (map_labels, map_plan, map_page, map_poster)
yaml_text -> exercises -> answers -> key (key_entries, key_values, key_checks) -> marking
-> saved work (whole_file, work_file)
-> answering -> the form (panels, report, handing_in)
sealing, sealed -> graded, assignment -> packing
submission, collecting -> class_store, marker, gradebook, feedback, learning_platform,
    teacher_marks, item_statistics, class_page -> grading
-> the command line (pack_command, grade_command)
"""
