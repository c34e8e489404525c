// What an answer came to, at a glance: a sign, a colour and a word, on the exercise and on each part
// of the answer, with what is said of a part under it. The signs and colours are in form.css.
//
// A builder of a form gives the places for that: rows() => [[id, about, place, control]]. `about`
// tells what of the answer was judged, so that a verdict goes when that changes.

const OPEN = 2; // parts of which what is said stands open

function verdict([, state, word, message], isOpen, prose, evidence) {
  const name = `news-told news-${state}`;
  if (!message) return make("span", { class: name, id: fresh("told") }, word);
  const lines = message.split("\n").map((line) => make("p", {}, ...prose(line, evidence)));
  return make("details", { class: name, id: fresh("told"), open: isOpen }, make("summary", {}, word), ...lines);
}

class Verdicts {
  constructor(rows, prose) {
    Object.assign(this, { rows, prose, told: new Map() });
  }

  // Put verdicts on their places; return those that have none.
  tell(parts, evidence = []) {
    this.clear();
    const rows = new Map(this.rows().map(([id, about]) => [id, about]));
    // The first that are seen stand open, whatever the order in which they were judged.
    const order = [...rows.keys()];
    const place = ([id]) => (rows.has(id) ? order.indexOf(id) : order.length);
    let count = 0;
    const homeless = [];
    for (const part of [...parts].sort((one, other) => place(one) - place(other))) {
      count += Boolean(part[3]);
      const node = verdict(part, count <= OPEN, this.prose, evidence);
      if (rows.has(part[0])) this.told.set(rows.get(part[0]), node);
      else homeless.push(node);
    }
    this.place();
    return homeless;
  }

  // Keep those that still hold where their part stands now, and take away the others.
  place() {
    const kept = new Set();
    for (const [, about, host, control] of this.rows()) {
      const node = this.told.get(about);
      if (node) {
        if (node.parentElement !== host) host.append(node);
        kept.add(about);
      }
      if (!control) continue;
      if (node) control.setAttribute("aria-describedby", node.id);
      else control.removeAttribute("aria-describedby");
    }
    for (const [about, node] of this.told) if (!kept.has(about)) node.remove();
  }

  clear() {
    for (const node of this.told.values()) node.remove();
    this.told.clear();
  }
}

// How far the student is in a notebook: a piece for each exercise, and the same in words.
function bar(forms) {
  const counted = Object.values(forms).filter((form) => !form.extra);
  const states = counted.map(({ feedback, drafted, answer }) => {
    if (!feedback || drafted || feedback.state === "missing" || answer === null) return "open";
    return { right: "right", partly: "mend", wrong: "mend", unreadable: "mend" }[feedback.state] ?? "done";
  });
  const count = (...wanted) => states.filter((one) => wanted.includes(one)).length;
  const mend = count("mend");
  const words = `${states.length - count("open")} of ${states.length} done in this notebook`;
  const order = ["right", "done", "mend", "open"];
  states.sort((one, other) => order.indexOf(one) - order.indexOf(other));
  const pieces = states.map((one) => make("span", { class: `news-is-${one}` }));
  return [make("span", { class: "news-pieces", "aria-hidden": "true" }, ...pieces), mend ? `${words}, ${mend} to mend` : words];
}
