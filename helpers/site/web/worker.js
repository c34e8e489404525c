// Where the kit's own Python scores and saves. What was saved stands in the browser's database before
// the page is told: nothing that is said to be saved goes with a browser that is ended.
import { loadPyodide } from "./pyodide/pyodide.mjs";

const STORE = "files";
const NO_ROOM = "Not saved: this browser has no room left, or keeps nothing. Download your answers, and leave this page open.";
let python, link, file;
let known; // the file of answers as it was last read from the database, or written to it

// ---- the database -----------------------------------------------------------------------------------

function opened() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("read-the-news-closely", 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function done(transaction) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
}

const same = (one, other) => one?.length === other?.length && (one ?? []).every((byte, at) => byte === other[at]);

// What another tab has saved since.
async function load(database) {
  const transaction = database.transaction(STORE);
  const request = transaction.objectStore(STORE).get(file);
  await done(transaction);
  const found = request.result;
  if (!found || same(found, known)) return;
  python.FS.writeFile(file, found);
  known = found;
}

async function save(database) {
  if (!python.FS.analyzePath(file).exists) return;
  const now = python.FS.readFile(file);
  if (same(now, known)) return;
  // Strict: complete means that the disk has it.
  const transaction = database.transaction(STORE, "readwrite", { durability: "strict" });
  transaction.objectStore(STORE).put(now, file);
  await done(transaction);
  known = now;
}

// ---- Python ---------------------------------------------------------------------------------------

async function start() {
  const indexURL = new URL("pyodide/", location.href).href;
  const [core, kit] = await Promise.all([loadPyodide({ indexURL }), bytes("python.zip")]);
  python = core;
  python.unpackArchive(kit, "zip", { extractDir: "/kit" });
  python.FS.mkdirTree("/work");
  python.runPython("import os, sys; sys.path.insert(0, '/kit'); os.chdir('/kit'); os.environ['WORK'] = '/work'");
  link = python.pyimport("helpers.student.link").open_link();
  file = link.file;
  await alone(async (database) => {
    await load(database);
    postMessage({ opened: JSON.parse(link.opened()) });
  });
  link.warm_up();
}

async function bytes(name) {
  const reply = await fetch(name);
  if (!reply.ok) throw new Error(`${name}: ${reply.status}`);
  return reply.arrayBuffer();
}

// One tab at a time reads, changes and writes.
function alone(act) {
  return navigator.locks.request("read-the-news-closely", async () => {
    const database = await opened();
    try {
      return await act(database);
    } finally {
      database.close();
    }
  });
}

async function hear({ notebook, message }) {
  await ready;
  try {
    await alone(async (database) => {
      await load(database);
      const reply = JSON.parse(link.hear(notebook, JSON.stringify(message)));
      await save(database);
      postMessage({ notebook, reply });
    });
  } catch (error) {
    console.error(error);
    if (message.exercise) postMessage({ notebook, reply: { form: { id: message.exercise, trouble: NO_ROOM }, from: message.from } });
    else postMessage({ trouble: NO_ROOM });
  }
}

let queue = Promise.resolve();
onmessage = ({ data }) => (queue = queue.then(() => hear(data)));
const ready = start();
ready.catch((error) => {
  console.error(error);
  postMessage({ trouble: "The questions cannot come alive in this browser. Use a newer one, or open the lesson in JupyterLab." });
});
