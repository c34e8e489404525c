// The page of the link: one notebook's forms after the other come alive, once Python is there.
//
// The forms are those of JupyterLab. What they call a model is made here: it hands their messages to
// a worker of python.js, in which the kit's own Python scores and saves, and gives them the replies.
import forms from "./form.js";

const state = document.getElementById("state");
const models = new Map();

function say(words, isTrouble = false) {
  state.textContent = words;
  state.classList.toggle("trouble", isTrouble);
}

class Model {
  constructor(values) {
    Object.assign(this, { values, listeners: [] });
  }
  get(name) {
    return this.values[name];
  }
  on(_, listener) {
    this.listeners.push(listener);
  }
  send(message) {
    worker.postMessage({ notebook: this.values.notebook, message });
  }
  hear(message) {
    for (const one of this.listeners) one(message);
  }
}

worker.onmessage = ({ data }) => {
  if (data.opened) {
    for (const values of Object.values(data.opened)) {
      const model = new Model(values);
      models.set(values.notebook, model);
      forms.initialize({ model });
    }
    say("");
    document.documentElement.classList.add("alive");
    keep(data.mayGo);
  }
  if (data.reference) uncover(data.reference);
  if (data.reply) models.get(data.notebook)?.hear(data.reply);
  if (data.trouble !== undefined) say(data.trouble, Boolean(data.trouble));
};

// What the class code opens takes the place of the notice that it does.
function uncover(reference) {
  for (const place of document.querySelectorAll("[data-sealed]")) {
    const html = reference[place.dataset.sealed];
    if (html !== undefined) place.replaceWith(document.createRange().createContextualFragment(html));
  }
  reach();
}

// A browser may clear what it keeps, unless it promises not to.
async function keep(mayGo) {
  const promised = await navigator.storage?.persist?.().catch(() => false);
  if (promised) return;
  say(mayGo);
  const chapter = document.querySelector('[data-panel="saved"]')?.closest("section");
  if (!chapter) return;
  const there = document.createElement("a");
  Object.assign(there, { href: `#${chapter.id}`, textContent: "Take me there" });
  there.onclick = () => setTimeout(() => document.querySelector('[data-panel="saved"]').scrollIntoView({ block: "center" }));
  state.append(" ", there, ".");
}

worker.onerror = () => say("The questions cannot come alive in this browser. Use a newer one, or open the lesson in JupyterLab.", true);
for (const event of early) worker[`on${event.type}`](event);

// ---- one chapter at a time ---------------------------------------------------------------------------

const chapters = [...document.querySelectorAll("main > section")];
const links = [...document.querySelectorAll("nav a")];

function turn(isFirst = false) {
  const wanted = decodeURIComponent(location.hash.slice(1));
  const chapter = chapters.find((one) => one.id === wanted) ?? chapters[0];
  for (const one of chapters) one.hidden = one !== chapter;
  for (const one of links) {
    if (one.hash === `#${chapter.id}`) one.setAttribute("aria-current", "page");
    else one.removeAttribute("aria-current");
  }
  reach();
  if (isFirst) return;
  chapter.focus({ preventScroll: true });
  scrollTo(0, 0);
}

// What is wider than the window can be moved by keys, too.
function reach() {
  for (const one of document.querySelectorAll(".fold, .jp-RenderedHTMLCommon")) {
    if (one.scrollWidth > one.clientWidth) one.tabIndex = 0;
    else one.removeAttribute("tabindex");
  }
}

addEventListener("toggle", reach, { capture: true });
addEventListener("resize", reach);
addEventListener("hashchange", () => turn());
turn(true);

// The forms know JupyterLab's mark of a theme; here the reader's system decides.
const dark = matchMedia("(prefers-color-scheme: dark)");
const shade = () => document.documentElement.setAttribute("data-jp-theme-light", String(!dark.matches));
dark.addEventListener("change", shade);
shade();

// A browser looks for a new version when it likes; without a network there is none to be found.
navigator.serviceWorker?.register("service-worker.js").then((one) => one.update()).catch(() => {});
