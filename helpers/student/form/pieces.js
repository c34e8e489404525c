// What the forms of several kinds of exercise are made of.
//
// Each kind has a builder, KINDS.name = (form, answer, changed) => ({ nodes, read }): what stands in
// the form, and what the answer is. `form` holds the fields of the exercise and `prose`, which makes
// nodes of its texts; what was saved may be anything. Where parts of an answer are judged there are
// rows (see verdicts.js), and where the article may not say it, write(answer), which null empties.

const KINDS = {};
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const points = (text) => [...text].length; // the tables count code points, JavaScript does not

function part(at) {
  return /^\d+$/.test(at) ? `Paragraph ${at}` : at[0].toUpperCase() + at.slice(1);
}

function hint(words) {
  return make("p", { class: "news-hint", id: fresh("hint") }, words);
}

function choices(type) {
  return (form, answer, changed) => {
    const name = fresh("choice");
    const chosen = [answer].flat(); // what was saved may be anything
    const inputs = form.options.map(([id, text]) => {
      const input = make("input", { type, name, value: id, id: fresh("option"), onchange: changed });
      input.checked = chosen.includes(id);
      return [input, text];
    });
    const lines = inputs.map(([input, text]) =>
      make("div", { class: "news-option" }, input, make("label", { for: input.id }, ...form.prose(text))),
    );
    const read = () => {
      const ids = inputs.filter(([input]) => input.checked).map(([input]) => input.value);
      return type === "radio" ? (ids[0] ?? null) : ids;
    };
    const rows = () => inputs.map(([input], at) => [input.value, `${input.value} ${input.checked}`, lines[at], input]);
    return { nodes: lines, read, rows };
  };
}

function typed(label, help, attributes = {}) {
  return (form, answer, changed) => {
    const tip = help ? hint(help) : null;
    const input = make("input", {
      type: "text", id: fresh("input"), autocomplete: "off", spellcheck: "false", oninput: changed,
      "aria-describedby": tip?.id, ...attributes,
    });
    const write = (now) => (input.value = typeof now === "string" ? now : "");
    write(answer);
    const words = form.unit ? `${label} (${form.unit})` : label;
    const line = make("div", { class: "news-line" }, make("label", { for: input.id }, words), input);
    return { nodes: tip ? [line, tip] : [line], read: () => input.value, write };
  };
}

// A passage of the article and the part where it stands, in words.
const quotation = ({ at, quote }) => [make("q", {}, quote), ` (${part(at).toLowerCase()})`];

// What is selected of a text, with all of the words of which only a part is; nothing stays nothing.
function wholeWords(text, from, to) {
  const isIn = (at) => /[\p{L}\p{N}]/u.test(text[at - 1] ?? "") && /[\p{L}\p{N}]/u.test(text[at] ?? "");
  if (from === to) return [from, to];
  while (isIn(from)) from -= 1;
  while (isIn(to)) to += 1;
  return [from, to];
}

// The parts of the article in which words are marked: texts with a caret to select with. `take` is
// called with what is selected, or null, and with the text it is selected in.
function partsToMark(form, tip, take) {
  return form.parts.map(([at, text]) => {
    const area = make("textarea", {
      id: fresh("part"), rows: Math.ceil(text.length / 62) + 1, "aria-readonly": "true",
      "aria-describedby": tip.id, spellcheck: "false",
      onbeforeinput: (event) => event.preventDefault(), // a caret to select with, and no typing
    });
    area.value = text;
    const select = () => {
      const [from, to] = wholeWords(text, area.selectionStart, area.selectionEnd);
      const quote = text.slice(from, to);
      const words = quote.trim();
      const start = points(text.slice(0, from + quote.indexOf(words)));
      take(words ? { at, start, end: start + points(words), quote: words } : null, area);
    };
    for (const event of ["select", "keyup", "mouseup"]) area.addEventListener(event, select);
    return make("div", { class: "news-part" }, make("label", { for: area.id }, part(at)), area);
  });
}
