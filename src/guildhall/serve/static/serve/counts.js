// Says under a box how much may still be written in it, once it is three quarters full. Nothing is ever cut: what is too long is
// refused when it is sent, with nothing lost. Without this script only that remains.
(() => {
  const wait = 1000; // so that a screen reader is not interrupted at each letter
  for (const box of document.querySelectorAll("textarea[data-most]")) {
    const most = Number(box.dataset.most);
    const seen = document.createElement("p");
    seen.className = "govuk-hint govuk-character-count__message";
    seen.setAttribute("aria-hidden", "true");
    const heard = document.createElement("p");
    heard.className = "govuk-visually-hidden";
    heard.setAttribute("aria-live", "polite");
    box.after(seen, heard);

    let later;
    const count = () => {
      const left = most - [...box.value.trim()].length;
      const many = Math.abs(left);
      const words = `You have ${many.toLocaleString("en-GB")} character${many === 1 ? "" : "s"} ${left < 0 ? "too many" : "left"}`;
      const tell = left < most / 4;
      seen.textContent = tell ? words : "";
      seen.classList.toggle("govuk-error-message", left < 0);
      clearTimeout(later);
      later = setTimeout(() => (heard.textContent = tell ? words : ""), wait);
    };
    box.addEventListener("input", count);
    count();
  }
})();
