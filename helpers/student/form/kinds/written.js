// A written answer: room to write, the words counted, and the rubric.
KINDS.written = (form, answer, changed) => {
  const area = make("textarea", { id: fresh("answer"), rows: 7, class: "news-written" });
  const count = make("p", { class: "news-hint", id: fresh("hint") });
  const tell = () => {
    const words = area.value.split(/\s+/).filter(Boolean).length;
    count.textContent = `${words} words so far. Aim for ${form.words}.`;
  };
  area.setAttribute("aria-describedby", count.id);
  area.addEventListener("input", () => {
    tell();
    changed();
  });
  area.value = typeof answer === "string" ? answer : "";
  tell();
  const levels = make("dl", {});
  for (const [level, text] of form.rubric) levels.append(make("dt", {}, level), make("dd", {}, ...form.prose(text)));
  const rubric = make("details", {}, make("summary", {}, "What a good answer has"), levels);
  return { nodes: [rubric, make("label", { for: area.id }, "Your answer"), area, count], read: () => area.value };
};
