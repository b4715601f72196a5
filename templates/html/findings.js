
"use strict";
// Filters and sorts the table of findings. Without it the table stands whole, clause by clause.
(() => {
  const table = document.getElementById("findings_table");
  const form = document.getElementById("filter_form");
  const status = document.getElementById("filter_status");
  const lang = document.documentElement.lang;
  const collator = new Intl.Collator(lang, { numeric: true });
  // Norwegian leaves four digits together.
  const numbers = new Intl.NumberFormat(lang, { useGrouping: lang.startsWith("nb") ? "min2" : true });
  const headings = Array.from(table.tHead.rows[0].cells);
  const groups = Array.from(table.tBodies, (body) => ({ heading: body.rows[0], body, shown: 0 }));
  const rows = groups.flatMap((group) =>
    Array.from(group.body.rows).slice(1).map((row) => {
      const amount = row.dataset.amount === undefined ? null : Number(row.dataset.amount);
      return { row, group, amount, clause: row.dataset.clause, verdict: row.dataset.verdict, text: null };
    }),
  );
  const sorted = table.appendChild(document.createElement("tbody"));
  let order = { column: -1, down: false };

  const plain = (text) => text.toLocaleLowerCase(lang).replace(/\s+/g, " ").trim();

  // Reads an amount as the language writes it, in minor units: null for none, NaN for what is none.
  const minor = (written) => {
    const { point, group } = form.dataset;
    const bare = written.replace(/\s/g, "").replace("\u2212", "-");
    if (bare === "") return null;
    const [whole, rest, ...more] = bare.split(point);
    const parts = group === "" ? [whole] : whole.split(group);
    const grouped = parts.length === 1 || (/^-?\d{1,3}$/.test(parts[0]) && parts.slice(1).every((part) => /^\d{3}$/.test(part)));
    const digits = parts.join("");
    if (more.length > 0 || !grouped || !/^-?\d+$/.test(digits) || !/^\d{0,2}$/.test(rest ?? "")) return NaN;
    return Number(digits + (rest ?? "").padEnd(2, "0"));
  };

  const bound = (field) => {
    const amount = minor(field.value);
    const wrong = Number.isNaN(amount);
    if (wrong) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
    return wrong ? null : amount;
  };

  const filter = () => {
    const { clause, verdict, text, from, to } = form.elements;
    const words = plain(text.value).split(" ").filter((word) => word !== "");
    const [least, most] = [bound(from), bound(to)];
    let shown = 0;
    for (const group of groups) group.shown = 0;
    for (const one of rows) {
      if (words.length > 0 && one.text === null) one.text = plain(one.row.textContent);
      const fits =
        (clause.value === "" || one.clause === clause.value) &&
        (verdict.value === "" || one.verdict === verdict.value || one.verdict.startsWith(verdict.value + "-")) &&
        (least === null || (one.amount !== null && one.amount >= least)) &&
        (most === null || (one.amount !== null && one.amount <= most)) &&
        words.every((word) => one.text.includes(word));
      if (one.row.hidden === fits) one.row.hidden = !fits;
      shown += fits ? 1 : 0;
      one.group.shown += fits ? 1 : 0;
    }
    for (const group of groups) group.heading.hidden = order.column >= 0 || group.shown === 0;
    const said = form.dataset.shown.replace("{shown}", numbers.format(shown)).replace("{all}", numbers.format(rows.length));
    const wrong = from.hasAttribute("aria-invalid") || to.hasAttribute("aria-invalid");
    status.textContent = wrong ? `${said} ${form.dataset.wrong}` : said;
  };

  // Sorts by a column; without one the rows stand by clause again. What is empty comes last.
  const sort = () => {
    headings.forEach((heading, column) => {
      if (column === order.column) heading.setAttribute("aria-sort", order.down ? "descending" : "ascending");
      else heading.removeAttribute("aria-sort");
    });
    if (order.column < 0) {
      if (sorted.rows.length > 0) for (const { row, group } of rows) group.body.append(row);
      return;
    }
    const keyed = rows.map(({ row }) => {
      const cell = row.cells[order.column];
      return { row, key: cell.dataset.order === undefined ? cell.textContent : Number(cell.dataset.order) };
    });
    const compared = (one, other) =>
      typeof one === "number" && typeof other === "number" ? one - other : collator.compare(String(one), String(other));
    keyed.sort((one, other) => {
      if (one.key === "" || other.key === "") return (one.key === "") - (other.key === "");
      return order.down ? compared(other.key, one.key) : compared(one.key, other.key);
    });
    sorted.append(...keyed.map(({ row }) => row));
  };

  const fields = () => Array.from(form.elements).filter((field) => field.name);

  // What is chosen stands in the address, so that it can be kept and sent.
  const remember = () => {
    const state = new URLSearchParams();
    for (const field of fields()) if (field.value !== "") state.set(field.name, field.value);
    if (order.column >= 0) state.set("sort", (order.down ? "-" : "") + (order.column + 1));
    const hash = state.toString();
    history.replaceState(null, "", location.href.split("#")[0] + (hash === "" ? "" : "#" + hash));
  };

  const recall = () => {
    const hash = location.hash.slice(1);
    // A place on the page and not a choice.
    if (hash !== "" && !hash.includes("=")) return;
    const state = new URLSearchParams(hash);
    for (const field of fields()) {
      field.value = state.get(field.name) ?? "";
      if (field.selectedIndex === -1) field.value = "";
    }
    const sorting = Number(state.get("sort") ?? 0);
    const column = Number.isInteger(sorting) && Math.abs(sorting) <= headings.length ? Math.abs(sorting) - 1 : -1;
    order = { column, down: sorting < 0 };
    sort();
    filter();
  };

  headings.forEach((heading, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => {
      if (order.column !== column) order = { column, down: false };
      else order = order.down ? { column: -1, down: false } : { column, down: true };
      sort();
      filter();
      remember();
    });
  });

  let waiting;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      filter();
      remember();
    }, 120);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    for (const field of fields()) field.value = "";
    order = { column: -1, down: false };
    sort();
    filter();
    remember();
  });
  addEventListener("hashchange", recall);
  form.hidden = false;
  recall();
})();
