// Choose several.
KINDS.several = choices("checkbox");
