// What a run leaves to the browser: dots slide to their place, a screen reader hears the figure that
// changed, a line of figures stays in sight once the headline is out of it, and so does the preset or
// view that was chosen, in its row.
(() => {
  if (window.planResults) return;
  window.planResults = true;
  const SLIDE = 250; // ms that a dot is on its way
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const app = document.querySelector('[data-testid="stApp"]');
  const live = Object.assign(document.createElement("p"), { className: "vh" });
  live.setAttribute("role", "status");
  app.append(live);

  let dots = new Map();
  const slide = (hero) => {
    const now = new Map([...hero.querySelectorAll("[data-dot]")].map((dot) => [dot.dataset.dot, dot]));
    for (const [key, dot] of window.planAhead.showing() || still.matches ? [] : now) {
      const [before, after] = [dots.get(key), dot].map((it) => it?.style.getPropertyValue("--p"));
      if (!before || before === after) continue;
      dot.animate([{ "--p": before }, { "--p": after }], { duration: SLIDE, easing: "ease-out" });
    }
    dots = now;
  };

  // The figures at each move; a status only in the run in which it turned, a few of them by name.
  // The first words are those of the opened page, and those of another language are no change.
  let said = null;
  const speak = ({ textContent, dataset, lang }) => {
    const now = { text: textContent, lang, statuses: JSON.parse(dataset.statuses) };
    const before = said;
    said = now;
    if (before?.lang !== lang) return;
    const turned = Object.entries(now.statuses)
      .filter(([key, text]) => (before.statuses[key] ?? text) !== text)
      .map(([, text]) => text);
    if (now.text === before.text && !turned.length) return;
    const more = turned.splice(+dataset.named).length;
    const rest = more ? [dataset.more.replace("{count}", more)] : [];
    live.textContent = [now.text, ...turned, ...rest].join("; ");
  };

  // A row that is longer than its place shows the one that is marked, clear of the edge that fades,
  // when it is drawn first or another one is chosen. Where a reader scrolled it, it stays so.
  const keepMarked = (place) => {
    let row = null;
    let [mark, left, scrolled] = ["", 0, false];
    const marked = () => row.querySelector("[aria-current]");
    const bring = () => {
      const chosen = marked();
      if (scrolled || !chosen || !row.clientWidth) return;
      const { paddingLeft } = getComputedStyle(row);
      const fade = parseFloat(getComputedStyle(row, "::after").width) || 0;
      const [edges, box] = [row.getBoundingClientRect(), chosen.getBoundingClientRect()];
      const over = Math.max(0, box.right - edges.right + fade);
      const room = box.left - edges.left - parseFloat(paddingLeft);
      if (over || room < 0) row.scrollLeft += Math.min(over, room);
      left = row.scrollLeft;
    };
    const sized = new ResizeObserver(bring);
    return () => {
      const found = app.querySelector(place);
      if (found === row) return;
      sized.disconnect();
      row = found;
      if (!row) return;
      const now = `${marked()?.id} ${row.closest("nav").getAttribute("aria-label")}`;
      if (now !== mark) scrolled = false;
      mark = now;
      if (left) row.scrollLeft = left;
      row.addEventListener("scroll", ({ target }) => {
        const most = target.scrollWidth - target.clientWidth; // a row grown shorter moves by itself
        if (target !== row || Math.abs(target.scrollLeft - Math.min(left, most)) < 1) return;
        [left, scrolled] = [target.scrollLeft, true];
      });
      sized.observe(row); // which calls at once, and again when the levers take or leave room
    };
  };
  const rows = [".presets ul", ".views"].map(keepMarked);

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
    for (const keep of rows) keep();
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
