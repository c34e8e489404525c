// A date, typed.
KINDS.date = typed("Date", "Year, month and day, like 2019-03-31.");
