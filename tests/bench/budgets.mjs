// What was wanted of a figure beside what was measured: every bench ends with these lines, whatever came out.

/** `{ what, atMost | atLeast, got }`: numbers of one unit. A figure that was not taken (`null`) is no line. */
export function compare(budgets) {
  const lines = budgets.filter(({ got }) => got !== null && got !== undefined).map(({ what, atMost, atLeast, got }) => {
    const kept = atMost === undefined ? got >= atLeast : got <= atMost;
    return { kept, text: `| ${kept ? '✓' : '✗'} | ${what} | ${atMost === undefined ? `≥ ${atLeast}` : `≤ ${atMost}`} | ${Number.isInteger(got) ? got : got.toFixed(2)} |` };
  });
  console.log(`\n| | what | wanted | measured |\n|---|---|--:|--:|\n${lines.map(({ text }) => text).join('\n')}`);
  return lines.filter(({ kept }) => !kept).length;
}

export function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}
