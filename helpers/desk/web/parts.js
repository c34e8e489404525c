// The teacher's desk: one page of forms. What they are made of.

// Words, or a node, that keep their direction to themselves.
const text = (tag, words, more = {}) => make(tag, { dir: "auto", ...more }, words);
const field = (label, control, hint) => {
  control.id = control.id || fresh("field");
  const words = make("label", { for: control.id }, label);
  const more = hint ? [make("p", { class: "news-hint" }, hint)] : [];
  return make("div", { class: "news-field" }, words, control, ...more);
};
const input = (type, more = {}) => make("input", { type, ...more });

function radios(legend, choices, act) {
  const name = fresh("choice");
  const boxes = choices.map(([value, words, hint], place) => {
    const box = input("radio", { name, value, id: fresh("radio"), checked: place === 0, onchange: () => act(value) });
    const more = hint ? [make("small", {}, ` ${hint}`)] : [];
    return make("div", { class: "news-option" }, box, make("label", { for: box.id }, words, ...more));
  });
  return make("fieldset", {}, make("legend", {}, legend), ...boxes);
}

// A list of choices, as [value, words], with one of them chosen.
function select(choices, chosen, act = () => {}) {
  const options = choices.map(([value, words]) => make("option", { value, selected: value === chosen }, words));
  return make("select", { onchange: (event) => act(event.target.value) }, ...options);
}

const list = (lines) => make("ul", {}, ...lines.map((line) => text("li", line)));

// A file that the page was sent goes where the browser puts downloads.
function save(data, name, type = "application/octet-stream") {
  const address = URL.createObjectURL(new Blob([data], { type }));
  const link = make("a", { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

// A page of the result stands in a frame of its own, in which no code runs.
const framed = (html, title) => make("iframe", { class: "news-page", sandbox: "allow-popups", srcdoc: html, title });

function openedApart(html) {
  const address = URL.createObjectURL(new Blob([html], { type: "text/html" }));
  window.open(address, "_blank", "noopener");
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
