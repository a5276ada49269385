// The telephone desk while it waits for a call: every few seconds it asks which calls there are, and shows what changed.
// Nothing changes under whoever is choosing or typing there. Without this script, a call is seen by opening the page again.
"use strict";

(() => {
  const PAUSE = 3000;
  const place = document.querySelector("[data-calls]");
  if (!place) return;

  let shown = place.innerHTML.trim();
  const plain = (text) => text.replace(/name="csrfmiddlewaretoken" value="[^"]*"/g, "").trim();
  shown = plain(shown);

  const look = async () => {
    try {
      const answer = await fetch(place.dataset.calls, { credentials: "same-origin", headers: { Accept: "text/html" } });
      if (answer.ok && !answer.redirected) {
        const made = document.createElement("div");
        made.innerHTML = await answer.text();
        const found = plain(made.innerHTML);
        if (found !== shown && !place.contains(document.activeElement)) {
          place.replaceChildren(...made.childNodes);
          shown = found;
        }
      }
    } catch {
      // A poor line: it asks again.
    }
    setTimeout(look, PAUSE);
  };
  setTimeout(look, PAUSE);
})();
