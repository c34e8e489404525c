// Collect: what students handed in is dropped here, as it came.

const PIECE = 1_000_000; // bytes that go to the notebook at once

// Every file of what was dropped, with its path: folders are gone through.
async function filesOf(items) {
  const found = [];
  const read = (entry) => new Promise((done, fail) => entry.file(done, fail));
  const some = (reader) => new Promise((done, fail) => reader.readEntries(done, fail));
  async function walk(entry, above) {
    if (entry.isFile) return found.push([above + entry.name, await read(entry)]);
    const reader = entry.createReader();
    for (let part = await some(reader); part.length; part = await some(reader)) {
      for (const one of part) await walk(one, `${above}${entry.name}/`);
    }
  }
  for (const entry of items) await walk(entry, "");
  return found;
}

class Collect {
  constructor(desk) {
    this.desk = desk;
    const files = input("file", { multiple: true, hidden: true });
    const folder = input("file", { hidden: true, webkitdirectory: true });
    for (const one of [files, folder]) {
      one.addEventListener("change", () => {
        const chosen = [...one.files].map((file) => [file.webkitRelativePath || file.name, file]);
        one.value = "";
        this.take(chosen);
      });
    }
    this.zone = make("div", { class: "news-zone" },
      make("p", {}, make("b", {}, "Drop here what was handed in"), ": the ZIP of your learning platform, single files, or a folder."),
      make("p", {}, button("Choose files", () => files.click()), button("Choose a folder", () => folder.click())),
      files, folder,
    );
    this.zone.addEventListener("dragover", (event) => this.over(event, true));
    this.zone.addEventListener("dragleave", (event) => this.over(event, false));
    this.zone.addEventListener("drop", (event) => this.drop(event));
    this.said = make("div", { role: "status" });
    this.there = make("div", {});
    this.node = make("div", {}, this.zone, this.said, this.there);
  }

  over(event, isOver) {
    event.preventDefault();
    event.stopPropagation();
    this.zone.classList.toggle("news-over", isOver);
  }

  async drop(event) {
    this.over(event, false);
    // Entries have to be asked for before anything else is waited for.
    const entries = [...event.dataTransfer.items].map((one) => one.webkitGetAsEntry?.()).filter(Boolean);
    this.take(await filesOf(entries));
  }

  async take(files) {
    if (!files.length) return this.desk.warn("There was no file in it.");
    if (this.desk.isBusy()) return;
    if (!(await this.desk.hasClass())) return;
    this.said.replaceChildren();
    const reply = await this.desk.during(() => this.send(files));
    if (!reply) return;
    this.said.replaceChildren(list(reply.said));
    this.desk.state(reply);
  }

  async send(files) {
    let first = true;
    for (const [place, [path, file]] of files.entries()) {
      this.desk.progress({ what: "Taking files", count: place, of: files.length });
      for (let start = 0; start === 0 || start < file.size; start += PIECE) {
        const piece = await file.slice(start, start + PIECE).arrayBuffer();
        const reply = await this.desk.ask("take", { path, first, more: start > 0 }, [piece]);
        if (!reply) return null;
        first = false;
      }
    }
    this.desk.progress({ what: "Looking at the files." });
    return this.desk.ask("collect");
  }

  show({ class: name, collected }) {
    if (name !== this.name) this.said.replaceChildren();
    this.name = name;
    if (!collected.length) {
      this.there.replaceChildren(make("p", { class: "news-hint" }, "Nothing is collected for this class yet."));
      return;
    }
    const rows = collected.map((one) => [one.name, one.files, one.others]);
    this.there.replaceChildren(
      tableOf("Collected so far", ["Part", "Files that may be answers", "Others"], rows, text),
      make("p", {}, button("Go on to grade", () => this.desk.turn("grade"), { class: "news-main" })),
    );
  }
}
