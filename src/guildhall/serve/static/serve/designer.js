// The designer's desk while somebody types: after a pause, what is found and how each channel has it is asked for again.
// A menu that changes what may be said lays its form out anew. Without this script, all of it comes on save.
"use strict";

(() => {
  const PAUSE = 900;
  const form = document.querySelector("form[data-part]");
  const beside = document.querySelector("[data-beside]");
  if (!form || !beside) return;

  const drawRoots = (within) => {
    for (const held of within.querySelectorAll("template[shadowrootmode]")) {
      const root = held.parentElement.attachShadow({ mode: "open" });
      root.append(held.content);
      held.remove();
    }
  };

  let waiting = 0;
  let asked = 0;
  const look = async () => {
    const mine = ++asked;
    const typed = new FormData(form);
    typed.set("part", form.dataset.part);
    try {
      const answer = await fetch(beside.dataset.beside, { method: "POST", body: typed, credentials: "same-origin" });
      if (!answer.ok || mine !== asked || answer.redirected) return;
      const open = [...beside.querySelectorAll("details")].map((each) => each.open);
      const made = document.createElement("div");
      made.innerHTML = await answer.text();
      if (mine !== asked || beside.contains(document.activeElement)) return;
      beside.replaceChildren(...made.childNodes);
      drawRoots(beside);
      beside.querySelectorAll("details").forEach((each, place) => { each.open = open[place] || false; });
      beside.dataset.looked = String(mine);
    } catch {
      // A poor line: what stands there is still true of what was saved.
    }
  };

  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, PAUSE);
  };
  form.addEventListener("input", soon);

  let unsaved = Boolean(beside.querySelector("[data-unlooked]"));
  if (unsaved) soon();
  form.addEventListener("input", () => { unsaved = true; });
  form.addEventListener("submit", () => { unsaved = false; });
  addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });

  form.addEventListener("change", (event) => {
    if (!event.target.matches("[data-reshapes]")) return;
    const press = document.createElement("button");
    press.type = "submit";
    press.name = "reshape";
    press.value = "on";
    press.hidden = true;
    form.append(press);
    sessionStorage.setItem("reshaped", event.target.id);
    press.click();
  });
  const last = sessionStorage.getItem("reshaped");
  if (last) {
    sessionStorage.removeItem("reshaped");
    document.getElementById(last)?.focus();
  }
})();
