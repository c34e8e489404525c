// Mark several passages: words are selected, added by a button or Enter, and listed to be removed.
KINDS.highlight = (form, answer, changed) => {
  const texts = new Map(form.parts.map(([at, text]) => [at, [...text]])); // by code points
  const place = (one) => [[...texts.keys()].indexOf(one.at), one.start];
  const sound = (one) => texts.get(one?.at)?.slice(one.start, one.end).join("") === one?.quote && one.quote;
  let marked = Array.isArray(answer) ? answer.filter(sound) : [];
  let selected = null; // the words to mark next, and the text that they are selected in
  let area = null;

  const said = make("span", { class: "news-hidden", "aria-live": "polite" });
  const list = make("ul", { style: "list-style: none; margin: 4px 0; padding: 0" });
  const head = make("p", {});
  const tip = hint(
    "Select words and press the button, or Enter; then the next ones. With the keyboard: Tab into the " +
      "text, go with the arrow keys, and hold Shift while you go over the words.",
  );
  const count = () => `${marked.length} passage${marked.length === 1 ? " is" : "s are"} marked`;

  // What overlaps becomes one passage.
  const add = () => {
    if (!selected || area.selectionStart === area.selectionEnd) {
      select(null);
      said.textContent = "Select words first.";
      return;
    }
    const { at } = selected;
    area.setSelectionRange(area.selectionEnd, area.selectionEnd);
    const meets = (one) => one.at === at && one.start < selected.end && selected.start < one.end;
    const whole = [selected, ...marked.filter(meets)];
    const start = Math.min(...whole.map((one) => one.start));
    const end = Math.max(...whole.map((one) => one.end));
    const quote = texts.get(at).slice(start, end).join("");
    const now = [...marked.filter((one) => !meets(one)), { at, start, end, quote }];
    update(now, `Marked: ${quote}`);
  };
  const remove = (one) => {
    const index = marked.indexOf(one);
    update(marked.filter((other) => other !== one), `Removed: ${one.quote}`);
    (list.querySelectorAll("button")[Math.min(index, marked.length - 1)] ?? areas[0]).focus();
  };
  const update = (now, words) => {
    marked = now.sort((one, other) => place(one)[0] - place(other)[0] || one.start - other.start);
    select(null);
    show();
    said.textContent = `${words}. ${count()}.`;
    changed();
  };

  const mark = button("Mark these words", add, { onmousedown: (event) => event.preventDefault(), style: "margin-left: 0" });
  const select = (now, where) => {
    selected = now;
    area = where;
    mark.setAttribute("aria-disabled", String(!now));
    mark.style.opacity = now ? "" : "0.6";
  };
  const nodes = partsToMark(form, tip, select);
  const areas = nodes.map((node) => node.querySelector("textarea"));

  // What is marked shows behind the text, which stays a text to select in.
  const shades = areas.map((text, index) => {
    const shade = make("div", { "aria-hidden": "true", style:
      "border: 1px solid transparent; box-sizing: border-box; color: transparent; grid-area: 1 / 1; " +
      "line-height: 1.6; overflow-wrap: break-word; padding: 4px 8px; white-space: pre-wrap" });
    const both = make("div", { style: "background: var(--jp-layout-color0, #fff); border-radius: 3px; display: grid" });
    text.replaceWith(both);
    both.append(shade, text);
    text.style.cssText = "background: none; grid-area: 1 / 1; height: 100%; overflow: hidden; position: relative; resize: none";
    text.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      add();
    });
    return [form.parts[index][0], shade];
  });
  const LOOK =
    "background: color-mix(in srgb, var(--jp-warn-color1, #f57c00) 32%, transparent); border-radius: 2px; " +
    "box-shadow: 0 2px 0 var(--jp-warn-color1, #f57c00); color: transparent";

  const show = () => {
    head.textContent = marked.length ? `${count()}:` : "No passage is marked yet.";
    list.replaceChildren(...marked.map((one) => {
      const act = { "aria-label": `Remove: ${one.quote}`, style: "margin: 0" };
      const words = make("span", { style: "flex: 1; min-width: 0" }, ...quotation(one));
      return make("li", { style: "align-items: baseline; display: flex; flex-wrap: wrap; gap: 2px 12px; margin: 4px 0; max-width: 44em" },
        words, button("Remove", () => remove(one), act));
    }));
    for (const [at, shade] of shades) {
      const text = texts.get(at);
      let done = 0;
      shade.replaceChildren();
      for (const one of marked.filter((other) => other.at === at)) {
        const from = Math.max(done, one.start); // what was saved may overlap
        const words = text.slice(from, one.end).join("");
        shade.append(text.slice(done, from).join(""), make("mark", { style: LOOK }, words));
        done = Math.max(done, one.end);
      }
      shade.append(text.slice(done).join(""));
    }
  };

  select(null);
  show();
  const rows = () => marked.map((one, at) => [String(at), `${one.at} ${one.start} ${one.end}`, list.children[at]]);
  return { nodes: [tip, ...nodes, make("p", {}, mark), head, list, said], read: () => marked, rows };
};
