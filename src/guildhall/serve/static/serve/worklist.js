// The worklist by keyboard: while the focus is on a row, single keys go along the rows, open a case, choose it or take it.
// They do nothing anywhere else, and nothing at all for whoever turned them off. Without this script Tab, Space and Enter do
// the same, by the links, boxes and buttons of the page.
"use strict";

(() => {
  const list = document.querySelector("[data-worklist]");
  if (!list) return;

  const boxes = [...list.querySelectorAll("tbody input[type=checkbox]")];
  const rows = [...list.querySelectorAll("tbody tr")];
  const link = (row) => row.querySelector("th a");

  list.querySelector("[data-all]")?.addEventListener("click", (event) => {
    event.preventDefault();
    const all = boxes.some((box) => !box.checked);
    for (const box of boxes) box.checked = all;
  });

  if (list.dataset.worklist !== "keys") return;

  const go = (row) => {
    if (!row) return;
    link(row).focus();
    row.scrollIntoView({ block: "nearest" });
  };

  const take = (row) => {
    const box = row.querySelector("input[type=checkbox]");
    if (!box) return;
    if (!boxes.some((each) => each.checked)) box.checked = true;
    list.requestSubmit(list.querySelector("button[value=me]"));
  };

  const keys = {
    j: (row) => go(rows[rows.indexOf(row) + 1]),
    k: (row) => go(rows[rows.indexOf(row) - 1]),
    o: (row) => link(row).click(),
    x: (row) => {
      const box = row.querySelector("input[type=checkbox]");
      if (box) box.checked = !box.checked;
    },
    a: take,
    "?": () => location.assign(list.dataset.keys),
  };
  keys.ArrowDown = keys.j;
  keys.ArrowUp = keys.k;

  list.addEventListener("keydown", (event) => {
    const row = event.target.closest("tbody tr");
    const act = Object.hasOwn(keys, event.key) ? keys[event.key] : null;
    if (!row || !act || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    act(row);
  });
})();
