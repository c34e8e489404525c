// Where the kit's own Python scores and saves. What it saved stands in the browser's database before
// the page is told: nothing that is said to be saved goes with a browser that is ended.
import { loadPyodide } from "./pyodide/pyodide.mjs";

async function start() {
  const indexURL = new URL("pyodide/", location.href).href;
  const [python, kit] = await Promise.all([loadPyodide({ indexURL }), bytes("pyodide/the-kit.zip")]);
  python.unpackArchive(kit, "zip", { extractDir: "/kit" });
  python.runPython("import os, sys; sys.path.insert(0, '/kit'); os.chdir('/kit')");
  await python.pyimport("helpers.student.browser").start();
  const link = python.pyimport("helpers.student.link").open_link((told) => postMessage(JSON.parse(told)));
  link.open();
  return link;
}

async function bytes(name) {
  const reply = await fetch(name);
  if (!reply.ok) throw new Error(`${name}: ${reply.status}`);
  return reply.arrayBuffer();
}

const ready = start();
onmessage = async ({ data: { notebook, message } }) => (await ready).hear(notebook, JSON.stringify(message));
ready.catch(reportError); // which the page hears
