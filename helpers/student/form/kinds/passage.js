// Mark one passage: the words selected last are the answer.
KINDS.passage = (form, answer, changed) => {
  const sound = (one) => (one?.quote && typeof one.at === "string" && one.at ? one : null);
  let marked = sound(answer);
  const shown = make("p", { class: "news-marked", "aria-live": "polite" });
  const show = () => {
    shown.replaceChildren("Your passage: ");
    if (marked) shown.append(...quotation(marked));
    else shown.append("none yet.");
  };
  const take = (now) => {
    if (!now || same(now, marked)) return;
    marked = now;
    show();
    changed();
  };
  const tip = hint(
    "Select the words with the mouse. With a finger: hold it on a word, then pull the handles. With the " +
      "keyboard: Tab into the text, go with the arrow keys, and hold Shift while you go over the words.",
  );
  show();
  const write = (now) => {
    marked = sound(now);
    show();
  };
  return { nodes: [tip, ...partsToMark(form, tip, take), shown], read: () => marked, write };
};
