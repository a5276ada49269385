// Offers to fill in a position by where the device is. It is asked for only when the button is pressed, and sent only with the
// page: at once where it stands instead of other boxes, which are then emptied. Without this script, or where the browser knows
// no positions, there is no button and the boxes are filled by hand.
(() => {
  if (!navigator.geolocation || !window.isSecureContext) return;
  for (const place of document.querySelectorAll("template[data-here]")) {
    const words = place.dataset;
    place.after(place.content);
    const boxes = [document.getElementById(words.lat), document.getElementById(words.lon)];
    const offer = place.nextElementSibling;
    const button = offer.querySelector("button");
    const said = offer.querySelector("[role=status]");

    const found = ({ coords }) => {
      boxes[0].value = coords.latitude.toFixed(6);
      boxes[1].value = coords.longitude.toFixed(6);
      if (words.instead) {
        for (const name of words.instead.split(" ")) button.form.elements[name].value = "";
        return button.form.requestSubmit();
      }
      said.textContent = words.found.replace("…", Math.max(1, Math.round(coords.accuracy)).toLocaleString("en-GB"));
    };
    const not = () => (said.textContent = words.not);
    button.addEventListener("click", () => {
      said.textContent = words.asking;
      navigator.geolocation.getCurrentPosition(found, not, { enableHighAccuracy: true, timeout: 20000, maximumAge: 60000 });
    });
  }
})();
