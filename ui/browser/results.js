// What a run leaves to the browser: dots slide to their place, a screen reader hears the figure that
// changed, and a line of figures stays in sight once the headline is out of it.
(() => {
  if (window.planResults) return;
  window.planResults = true;
  const SLIDE = 250; // ms that a dot is on its way
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const app = document.querySelector('[data-testid="stApp"]');
  const live = Object.assign(document.createElement("p"), { className: "vh" });
  live.setAttribute("role", "status");
  app.append(live);

  let places = new Map();
  const slide = (hero) => {
    const now = new Map([...hero.querySelectorAll("[data-dot]")].map((dot) => [dot.dataset.dot, dot]));
    const at = (dot) => dot.style.getPropertyValue("--p");
    for (const [key, dot] of now) {
      const before = places.get(key);
      if (!before || before === at(dot) || still.matches) continue;
      dot.animate([{ "--p": before }, { "--p": at(dot) }], { duration: SLIDE, easing: "ease-out" });
    }
    places = new Map([...now].map(([key, dot]) => [key, at(dot)]));
  };

  // The first words are those of the opened page: nothing changed yet.
  let said = "";
  const speak = (place) => {
    const text = place.textContent;
    if (said && text !== said) live.textContent = text;
    said = text;
  };

  const keepInSight = () => {
    const line = app.querySelector(".compact");
    const strip = app.querySelector(".phone-bar .strip");
    if (line && strip) line.replaceChildren(strip.cloneNode(true));
  };
  let headline = null;
  const seen = new IntersectionObserver(([entry]) => {
    const above = !entry.isIntersecting && entry.boundingClientRect.top < 0;
    app.classList.toggle("scrolled", above);
    keepInSight();
  });
  let hero = null;
  const look = () => {
    const drawn = app.querySelector(".hero");
    if (drawn !== hero) { hero = drawn; if (hero) slide(hero); }
    const shown = app.querySelector(".headline");
    if (shown === headline) return;
    if (headline) seen.unobserve(headline);
    headline = shown;
    if (!headline) return;
    seen.observe(headline);
    const spoken = app.querySelector("[data-spoken]");
    if (spoken) speak(spoken);
    keepInSight();
  };
  new MutationObserver(look).observe(app, { childList: true, subtree: true });
  look();
})();
