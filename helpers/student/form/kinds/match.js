// Match rows with choices: a list to choose from in each row.
KINDS.match = (form, answer, changed) => {
  const selects = form.rows.map(([id, text]) => {
    const select = make("select", { id: fresh("row"), onchange: changed });
    select.append(make("option", { value: "" }, "Choose…"));
    for (const [choice, words] of form.choices) {
      select.append(make("option", { value: choice }, words));
    }
    select.value = answer?.[id] ?? "";
    return [id, select, text];
  });
  const lines = selects.map(([, select, text]) =>
    make("div", { class: "news-row" }, make("label", { for: select.id }, ...form.prose(text)), select),
  );
  const read = () =>
    Object.fromEntries(selects.filter(([, one]) => one.value).map(([id, one]) => [id, one.value]));
  const rows = () => selects.map(([id, one], at) => [id, `${id} ${one.value}`, lines[at], one]);
  return { nodes: lines, read, rows };
};
