// What a line of code gives: it is shown here, and answered in the cell.
KINDS.code = (form, answer) => {
  const words = answer === null || answer === undefined ? "nothing yet" : JSON.stringify(answer);
  return { nodes: [make("p", {}, "Your line gives: ", make("code", {}, words))], read: () => answer };
};
