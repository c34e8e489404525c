// A number, typed.
KINDS.number = typed("Number", "", { inputmode: "decimal" });
