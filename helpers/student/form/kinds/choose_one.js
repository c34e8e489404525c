// Choose one.
KINDS.one = choices("radio");
