// What the page will show, before a run says it. For the lever that has the focus the server tells
// its figures and places at every stop (web/ahead.py); while it is moved they are written into what
// the last run drew, straight lines between stops, nothing computed. What a run draws replaces them.
(() => {
  if (window.planAhead) return;
  const NUMBER = /=|[+−]?\d+(?:[.,]\d+)*/;
  const LATE = 300; // ms that what a run drew may take to stand on the page after its end
  const STAYED = 200; // ms that a hand is at a slider until its values are worth asking for
  const EDGES = [3, 97]; // per cent of the width, where dots beyond them stand
  const PARTS = ".headline, .strip, .hero tr:has([data-dot])";
  const page = window.planPage;
  const app = document.querySelector('[data-testid="stApp"]');
  let known = null; // what was asked for, its address and, once it came, its table
  let resting = 0;
  let now = null; // the lever that is moved, and where to

  const added = (steps, count) => {
    let sum = 0;
    return Array.from({ length: count }, (_, i) => (sum += steps[i] ?? 0));
  };
  // The first is that of the values, each other one was told less the one before.
  const read = ({ stops, figures, dots, drawn, marks }) => {
    for (const figure of Object.values(figures)) figure.values = added(figure.values, stops.length);
    for (const key of Object.keys(dots)) dots[key] = added(dots[key], stops.length);
    for (const places of Object.values(marks)) {
      for (const mark of Object.keys(places)) places[mark] = added(places[mark], drawn.length);
    }
    return { stops, figures, dots, drawn, marks };
  };
  const addressOf = (lever) => `lever.json?lever=${lever}&${page.beside(lever)}`;
  const take = (lever) => {
    const address = addressOf(lever);
    if (known?.address === address && !known.failed) return;
    known?.gone.abort();
    known = { lever, address, table: null, failed: false, gone: new AbortController() };
    setTimeout(ask, STAYED, known);
  };
  const ask = async (asked) => {
    if (known !== asked) return;
    try {
      const answer = await fetch(asked.address, { signal: asked.gone.signal });
      if (answer.ok) asked.table = read(await answer.json());
    } catch { /* another lever, or no line: runs show what it gives */ }
    asked.failed = !asked.table;
    if (known === asked && holds()) paint();
  };
  // Whether the page still wants the lever where it was moved last, and all others as they were:
  // not once something else was pressed or typed.
  const holds = () => now !== null
    && +page.query.get(now.lever) === now.value && known?.address === addressOf(now.lever);

  const between = (stops, values, at) => {
    const next = Math.max(1, stops.findIndex((stop) => stop >= at));
    const share = (at - stops[next - 1]) / (stops[next] - stops[next - 1]);
    return share === 1 ? values[next] : values[next - 1] + share * (values[next] - values[next - 1]);
  };
  const formats = new Map(); // one takes longer to make than a frame has
  const formatOf = (language, decimals) => {
    const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
    const key = language + decimals;
    if (!formats.has(key)) formats.set(key, new Intl.NumberFormat(language, digits));
    return formats.get(key);
  };
  const written = (whole, decimals) =>
    formatOf(document.documentElement.lang, decimals)
      .format(whole / 10 ** decimals)
      .replace("-", "−");
  const write = (place, text) => {
    const node = [...place.childNodes].find(({ nodeType, data }) => nodeType === 3 && NUMBER.test(data));
    if (node) node.data = node.data.replace(NUMBER, text);
  };

  const paintFigure = (place, value, { decimals }) => {
    if (place.dataset.ahead !== "about" || value >= 0) write(place, written(value, decimals));
  };
  const paintChange = (place, value, { decimals, falling, ...others }) => {
    const { against, same } = place.closest("[data-against]").dataset;
    if (others[against] === null) return;
    const change = value - others[against];
    const text = written(change, decimals);
    write(place, change ? (change > 0 ? `+${text}` : text) : same ?? text);
    const look = !change ? "even" : change < 0 !== falling ? "worse" : "better";
    const row = place.closest("tr");
    for (const kind of ["better", "worse", "even"]) {
      place.classList.toggle(kind, kind === (row && against !== "plan" ? "even" : look));
    }
    row?.classList.toggle("moved", against === "plan" && change !== 0);
  };
  const paintDot = (dot, at, table) => {
    const { against } = dot.closest("[data-against]").dataset;
    const places = { p: between(table.stops, table.dots[dot.dataset.dot], at) / 10 };
    for (const [mark, row] of Object.entries(table.marks[dot.dataset.dot])) {
      places[mark] = between(table.drawn, row, at) / 10;
    }
    places.g = against === "plan" ? places.k : places.t;
    for (const [mark, place] of Object.entries(places)) {
      const name = `--${mark}`;
      const inside = Math.min(Math.max(place, EDGES[0]), EDGES[1]);
      if (dot.style.getPropertyValue(name)) dot.style.setProperty(name, inside.toFixed(1));
    }
    dot.classList.toggle("left", places.p < EDGES[0]);
    dot.classList.toggle("right", places.p > EDGES[1]);
  };

  // What a run drew is kept beside what is shown ahead of the next one.
  const paint = () => {
    const { table } = known;
    if (!table) return;
    const value = (figure) => Math.round(between(table.stops, figure.values, now.value)) + 0;
    for (const part of document.querySelectorAll(PARTS)) {
      part.dataset.was ??= part.outerHTML;
      for (const place of part.querySelectorAll("[data-ahead], [data-change]")) {
        const figure = table.figures[place.dataset.ahead ?? place.dataset.change];
        if (!figure) continue;
        (place.dataset.ahead ? paintFigure : paintChange)(place, value(figure), figure);
      }
      const dot = part.querySelector("[data-dot]");
      if (dot && table.dots[dot.dataset.dot]) paintDot(dot, now.value, table);
    }
  };
  const still = () => !page.moving() && !page.running();
  // A run that draws what stood there before replaces nothing.
  const rest = () => {
    now = null;
    for (const part of document.querySelectorAll("[data-was]")) {
      const { was } = part.dataset;
      delete part.dataset.was;
      if (part.outerHTML !== was) part.outerHTML = was;
    }
  };
  new MutationObserver((records) => {
    if (!now) return;
    clearTimeout(resting);
    if (!holds()) rest();
    else if (still()) resting = setTimeout(() => { if (now && still()) rest(); }, LATE);
    else if (page.drawn(records)(PARTS).some(({ dataset }) => !dataset.was)) paint();
  }).observe(app, { childList: true, subtree: true, attributeFilter: ["data-test-script-state"] });

  window.planAhead = {
    take,
    show(lever, value) {
      now = { lever, value };
      if (holds()) paint();
      else take(lever);
    },
    showing: () => now !== null,
  };
})();
