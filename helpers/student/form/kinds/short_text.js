// A short text, typed.
KINDS.text = typed("Your answer", "One word or a few.");
