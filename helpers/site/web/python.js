// Python takes longest to start. A plain script starts it before the page is read; page.js hears it.
const worker = new Worker("worker.js", { type: "module" });
const early = [];
worker.onmessage = worker.onerror = (event) => early.push(event);
