// Heads of sortable tables become buttons. Without this script the tables are whole, only unsorted.
"use strict";
for (const table of document.querySelectorAll("table.sortable")) {
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  const text = (row, column) =>
    [...row.cells[column].childNodes]
      .filter((node) => node.nodeType === Node.TEXT_NODE)
      .map((node) => node.data)
      .join("")
      .trim();
  const number = (words) => {
    const plain = words.replace(/[\s\u00a0\u202f%]/g, "").replace("\u2212", "-");
    const value = document.documentElement.lang === "sv" ? plain.replace(",", ".") : plain.replace(/,/g, "");
    return value === "" || isNaN(value) ? null : Number(value);
  };
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const isRising = head.getAttribute("aria-sort") === "descending";
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", isRising ? "ascending" : "descending");
      const turn = isRising ? 1 : -1;
      const rows = [...body.rows].map((row) => [text(row, column), row]);
      // What has no number, such as a dash, stays last whichever way the numbers go.
      rows.sort(([one], [other]) => {
        const [a, b] = [number(one), number(other)];
        if (a !== null && b !== null) return turn * (a - b);
        if (a !== null || b !== null) return a === null ? 1 : -1;
        return -turn * one.localeCompare(other, document.documentElement.lang);
      });
      body.append(...rows.map(([, row]) => row));
    });
  });
}
