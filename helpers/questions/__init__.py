"""Questions made from a lesson's tables, with their keys; a teacher takes what is of use."""
