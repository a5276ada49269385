// Hides a question that the answers on this page leave out, and shows it again. Without this script every question is shown,
// with the words that say when to answer it; and the council asks for nothing that does not apply, whatever is hidden here.
(() => {
  const guided = [...document.querySelectorAll("[data-only-if]")].map((place) => ({
    place,
    hint: JSON.parse(place.dataset.onlyIf),
    // people.0.student: what stands in the same item is asked first, then what stands on the page
    before: place.dataset.name.replace(/[^.]+$/, ""),
  }));

  // What stands chosen or written under a name, leaving out whatever is hidden; no value at all is a blank.
  const given = (before, name) => {
    for (const full of [before + name, name]) {
      const boxes = [...document.getElementsByName(full)];
      if (boxes.length) {
        return boxes
          .filter((box) => !box.closest("[hidden]"))
          .filter((box) => !["radio", "checkbox"].includes(box.type) || box.checked)
          .map((box) => box.value.trim())
          .filter((value) => value !== "");
      }
    }
    return null;
  };

  const written = (value) => (value === true ? "yes" : value === false ? "no" : value);

  // Whether a hint may hold, and whether it may fail: both where it cannot be told here, neither while it is blank.
  const outlook = (hint, before) => {
    if (hint === null) return { holds: true, fails: true };
    if (hint.not) {
      const inner = outlook(hint.not, before);
      return { holds: inner.fails, fails: inner.holds };
    }
    if (hint.all || hint.any) {
      const parts = (hint.all || hint.any).map((each) => outlook(each, before));
      return hint.all
        ? { holds: parts.every((each) => each.holds), fails: parts.some((each) => each.fails) }
        : { holds: parts.some((each) => each.holds), fails: parts.every((each) => each.fails) };
    }
    const values = given(before, hint.answer);
    if (values === null) return { holds: true, fails: true };
    if ("answered" in hint) {
      const is = (values.length > 0) === hint.answered;
      return { holds: is, fails: !is };
    }
    if (!values.length) return { holds: false, fails: false };
    const wanted = "isOneOf" in hint ? hint.isOneOf : ["contains" in hint ? hint.contains : hint.is];
    const is = wanted.some((each) => values.includes(written(each)));
    return { holds: is, fails: !is };
  };

  // In the order of the page, so that what hangs on a hidden question is hidden with it.
  const guide = () =>
    guided.forEach(({ place, hint, before }) => {
      place.hidden = !outlook(hint, before).holds;
    });

  document.addEventListener("input", guide);
  guide();
})();
