// Put in order: a list with buttons that move a line up or down.
KINDS.order = (form, answer, changed) => {
  const texts = new Map(form.items);
  const ids = Array.isArray(answer) && answer.every((id) => texts.has(id)) ? answer : null;
  const list = make("ol", { class: "news-order" });
  const said = make("span", { class: "news-hidden", "aria-live": "assertive" });
  const move = (line, step) => {
    const other = step < 0 ? line.previousElementSibling : line.nextElementSibling;
    if (!other) return;
    const button = document.activeElement;
    if (step < 0) other.before(line);
    else other.after(line);
    button.focus();
    const place = [...list.children].indexOf(line) + 1;
    said.textContent = `${texts.get(line.dataset.item)}: now ${place} of ${list.children.length}`;
    changed();
  };
  for (const id of ids ?? texts.keys()) {
    const line = make("li", { "data-item": id });
    const up = { type: "button", "aria-label": `Up: ${texts.get(id)}`, onclick: () => move(line, -1) };
    const down = { type: "button", "aria-label": `Down: ${texts.get(id)}`, onclick: () => move(line, 1) };
    line.append(make("span", {}, ...form.prose(texts.get(id))), make("button", up, "▲"), make("button", down, "▼"));
    list.append(line);
  }
  const read = () => [...list.children].map((line) => line.dataset.item);
  const rows = () => read().map((id, at, all) => [id, `${all[at - 1]} ${id}`, list.children[at]]);
  return { nodes: [list, said], read, rows };
};
