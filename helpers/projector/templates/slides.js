// One screen at a time, by buttons, keys or a presenter's clicker. What the teacher counts stays in
// this tab of the browser.
const SIZES = [1.4, 1.25, 1.12, 1];
const COUNTS = `slides ${document.querySelector("meta[name=slides]").content}`;
const $ = id => document.getElementById(id);
const screens = [...document.querySelectorAll("main > section")];
const list = $("list"), article = $("article"), parts = [...article.querySelectorAll(".part")];
let at = 0, page = 0, pages = 1, counts = {};

try {
  counts = JSON.parse(sessionStorage.getItem(COUNTS)) ?? {};
} catch { /* it is another's, or may not be read: begin anew */ }

function keep() {
  try {
    sessionStorage.setItem(COUNTS, JSON.stringify(counts));
  } catch { /* the counts are lost when the page is closed, and that is all */ }
}

// ---- what fits: the largest letters that do, then two columns, then several pages

function fits(body) {
  return body.scrollHeight <= body.clientHeight && body.scrollWidth <= body.clientWidth;
}

function blocksOf(body) {
  return [...body.querySelectorAll(":scope > :not(.options, table), .options > li, tbody > tr")];
}

function layOut(body) {
  const blocks = blocksOf(body);
  const show = shown => blocks.forEach(one => { one.hidden = !shown.includes(one); });
  body.removeAttribute("tabindex");
  show(blocks);
  for (const size of SIZES) {
    body.style.setProperty("--size", size);
    for (const two of [false, true]) {
      body.classList.toggle("two", two);
      if (fits(body)) return [blocks];
    }
  }
  const found = [[]];
  for (const block of blocks) {
    show([...found.at(-1), block]);
    if (found.at(-1).length && !fits(body)) found.push([]);
    found.at(-1).push(block);
  }
  return found;
}

// ---- the screens

function show(number, wanted = 0) {
  at = Math.max(0, Math.min(number, screens.length - 1));
  screens.forEach((one, other) => { one.hidden = other !== at; });
  const screen = screens[at], body = screen.querySelector(".body");
  if (screen.classList.contains("both")) drawBars(screen);
  const found = layOut(body);
  pages = found.length;
  page = wanted < 0 ? pages - 1 : Math.min(wanted, pages - 1);
  blocksOf(body).forEach(one => { one.hidden = !found[page].includes(one); });
  if (!fits(body)) body.tabIndex = 0;
  const more = pages > 1 ? ` · page ${page + 1} of ${pages}` : "";
  $("where").textContent = `${at + 1} of ${screens.length}${more}`;
  $("back").disabled = !at && !page;
  $("next").disabled = next() === null && page === pages - 1;
  const isVote = screen.matches(".vote, .again");
  $("reveal").hidden = !isVote;
  reveal(false);
  $("answer").hidden = !screen.dataset.question || screen.matches(".settled");
  history.replaceState(null, "", `#${screen.id}`);
}

function next() {
  const skips = $("no-answers").checked;
  const after = screens.findIndex((one, n) => n > at && !(skips && one.matches(".settled")));
  return after < 0 ? null : after;
}

function previous() {
  const skips = $("no-answers").checked;
  return screens.findLastIndex((one, n) => n < at && !(skips && one.matches(".settled")));
}

function go(by) {
  if (page + by >= 0 && page + by < pages) show(at, page + by);
  else if (by > 0 && next() !== null) show(next());
  else if (by < 0 && previous() >= 0) show(previous(), -1);
  else return;
  screens[at].querySelector("h1").focus();
}

function goTo(id) {
  const found = screens.findIndex(one => one.id === id);
  if (found < 0) return;
  show(found);
  screens[at].querySelector("h1").focus();
}

function answer() {
  const question = screens[at].dataset.question;
  if (question) goTo(`${question}.settled`);
}

// ---- votes

function counted(screen, round) {
  return ((counts[screen.dataset.question] ??= {})[round] ??= {});
}

function count(input, value) {
  const number = Math.max(0, Math.min(999, value));
  const given = counted(input.closest("section"), input.closest("[data-round]").dataset.round);
  if (Number.isNaN(number)) delete given[input.dataset.letter];
  else given[input.dataset.letter] = number;
  input.value = Number.isNaN(number) ? "" : number;
  keep();
}

function reveal(shown) {
  screens[at].classList.toggle("shown", shown);
  $("reveal").setAttribute("aria-pressed", shown);
}

function drawBars(screen) {
  const rounds = [counted(screen, 1), counted(screen, 2)];
  const most = Math.max(1, ...rounds.flatMap(Object.values));
  for (const row of screen.querySelectorAll("tr[data-letter]")) {
    rounds.forEach((given, number) => {
      const found = given[row.dataset.letter], cell = row.cells[number + 1];
      cell.textContent = found ?? "–";
      if (!found) return;
      const bar = document.createElement("span");
      bar.className = "bar";
      bar.style.width = `${75 * found / most}%`;
      cell.prepend(bar);
    });
  }
}

for (const input of document.querySelectorAll(".count input")) {
  const screen = input.closest("section"), { round } = input.closest("[data-round]").dataset;
  input.value = counts[screen.dataset.question]?.[round]?.[input.dataset.letter] ?? "";
  input.addEventListener("input", () => count(input, parseInt(input.value, 10)));
  input.addEventListener("keydown", event => {
    const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (by) count(input, (parseInt(input.value, 10) || 0) + by);
    if (event.key === "Enter") {
      const all = [...screen.querySelectorAll(".count input")];
      (all[all.indexOf(input) + 1] ?? $("next")).focus();
    }
    if (event.key === "Escape") input.blur();
    if (by || event.key === "Enter") event.preventDefault();
  });
  for (const button of input.parentElement.querySelectorAll("button")) {
    button.addEventListener("click", () =>
      count(input, (parseInt(input.value, 10) || 0) + Number(button.dataset.step)));
  }
}

// ---- the article, one paragraph at a time

let part = 0;

function showPart(number) {
  part = Math.max(0, Math.min(number, parts.length - 1));
  parts.forEach((one, other) => { one.hidden = other !== part; });
  parts[part].tabIndex = 0;
  $("part-back").disabled = !part;
  $("part-next").disabled = part === parts.length - 1;
}

function openArticle() {
  const named = screens[at].dataset.parts.split(" ").filter(Boolean);
  const place = name => parts.findIndex(one => one.dataset.at === name);
  $("named").replaceChildren(...named.map(name => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = /^\d+$/.test(name) ? `¶${name}` : name;
    button.addEventListener("click", () => showPart(place(name)));
    return button;
  }));
  showPart(named.length ? place(named[0]) : part);
  article.showModal();
}

// ---- buttons and keys

function turnTheme() {
  const root = document.documentElement;
  const isDark = root.dataset.theme ? root.dataset.theme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = isDark ? "light" : "dark";
}

function turnFull() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen?.();
}

const turnReveal = () => {
  if (!$("reveal").hidden) reveal(!screens[at].classList.contains("shown"));
};
const openList = () => {
  for (const link of list.querySelectorAll("a")) {
    const [question] = link.hash.slice(1).split(".");
    if (question === screens[at].dataset.question) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  list.showModal();
};
const DONE_BY = {
  back: () => go(-1), next: () => go(1), "open-list": openList, "open-article": openArticle,
  reveal: turnReveal, answer, theme: turnTheme, full: turnFull,
  "part-back": () => showPart(part - 1), "part-next": () => showPart(part + 1),
};
const KEYS = {
  ArrowLeft: "back", PageUp: "back", ArrowRight: "next", PageDown: "next",
  l: "open-list", p: "open-article", s: "reveal", a: "answer", d: "theme", f: "full",
};
for (const [id, act] of Object.entries(DONE_BY)) $(id).addEventListener("click", act);

list.addEventListener("click", event => {
  const link = event.target.closest("a");
  if (!link) return;
  event.preventDefault();
  list.close();
  goTo(link.hash.slice(1));
});
$("no-answers").addEventListener("change", () => show(at, page));
addEventListener("hashchange", () => goTo(location.hash.slice(1)));
addEventListener("resize", () => show(at, page));
addEventListener("keydown", event => {
  if (event.ctrlKey || event.altKey || event.metaKey || list.open) return;
  const inCount = event.target.matches(".count input");
  if (inCount && !event.key.startsWith("Page")) return;
  let act = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (article.open) act = { back: "part-back", next: "part-next", "open-article": "close" }[act];
  if (!act) return;
  event.preventDefault();
  if (act === "close") article.close();
  else DONE_BY[act]();
});
show(Math.max(0, screens.findIndex(one => one.id === location.hash.slice(1))));
