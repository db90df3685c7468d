// What Streamlit has no words for: steps, a short address, copying, the language of the page.
(() => {
  if (window.planPage) return;
  const SETTLED = 400; // ms after the last move until the address is that of the server's link
  const PACE = 110; // ms between two moves: browsers bound how often an address may change
  const LOST = 4000; // ms after which an answer counts as lost
  const PRESS = 1000; // ms for which a press holds back what could take it off its place
  const ASKED = 1000; // ms within which a text box of Streamlit makes a run begin
  const OF_STREAMLIT = ["embed", "embed_options"]; // in the address for good, never in a link
  const LANGUAGE = "lang_"; // links to the languages that the page does not speak
  const BASE = "PLAN_LINK";

  const all = (link) => new URLSearchParams(link.split("?")[1] || "");
  const plan = all(BASE);
  const levers = [...plan.keys()].filter((key) => !["v", "m", "n"].includes(key));
  const own = [...all(location.search)].filter(([key]) => OF_STREAMLIT.includes(key.toLowerCase()));
  // A link with every lever. Without the growth that it showed: no longer true after a move, only
  // a run says it anew.
  const full = (link) => {
    const query = new URLSearchParams(plan);
    for (const [key, text] of all(link)) query.set(key, text);
    for (const key of ["n", "r", "step", "lost", ...own.map(([key]) => key)]) query.delete(key);
    return query;
  };
  // As the server writes it: levers off the plan with their count, the language at the end.
  const short = (query) => {
    const off = levers.filter((key) => +query.get(key) !== +plan.get(key));
    const ends = ["v", "m", "n", ...levers, "lang"];
    const link = new URLSearchParams([
      ["v", plan.get("v")], ["m", plan.get("m")], ["n", off.length],
      ...off.map((key) => [key, query.get(key)]),
      ...[...query].filter(([key]) => !ends.includes(key)),
      ...query.has("lang") ? [["lang", query.get("lang")]] : [],
    ]);
    return String(link).replaceAll("+", "%20");
  };
  const sorted = (query) => new URLSearchParams([...query].sort()).toString();
  const page = {
    query: full(location.search), // what this browser wants the page to show
    told: location.search, // the link of what the server showed last
    sent: null, // the mark of the change under way; as long as there is none, that of the address
    number: 0, gone: 0, dirty: "", busy: false, when: 0,
    hand: 0, // changes of the hand so far, as levers.js tells them apart
    passed: [], // where changes of the hand ended since the last run that was asked for
    drawing: false, // a run that answers a change is not over
    asked: -ASKED, down: -PRESS, // when a text box was left, when something was pressed
    pacer: 0, settler: 0, panel: null, focus: null,
  };
  window.planPage = page;

  const write = (link, entry = "replaceState") => {
    const kept = String(new URLSearchParams(own));
    history[entry](history.state, "", `${location.pathname}?${kept && `${kept}&`}${link}`);
  };
  page.write = write;

  // The address is the state, and Streamlit reads it anew as on Back. The mark says which change
  // a run answers and what kind it was; it leaves the address once the page has settled.
  const send = (kind, entry) => {
    clearTimeout(page.pacer);
    clearTimeout(page.settler);
    page.sent = [`${kind}.${++page.number}`, ...page.passed].join("~");
    page.passed = [];
    page.dirty = "";
    page.busy = page.drawing = true;
    page.when = performance.now();
    write(`${short(page.query)}&step=${page.sent}`, entry);
    dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
    page.pacer = setTimeout(next, LOST);
  };

  // One move at a time is under way; those made meanwhile go together.
  const next = () => {
    page.busy = false;
    if (!page.dirty) return;
    if (performance.now() - page.down > PRESS) send(page.dirty);
    else page.pacer = setTimeout(next, PACE);
  };
  const sendSoon = () => {
    if (page.busy || !page.dirty) return;
    clearTimeout(page.pacer);
    page.pacer = setTimeout(next, Math.max(0, page.when + PACE - performance.now()));
  };
  // Where a change of the hand ended is said with the next run: undo leads there.
  const pass = () => {
    if (!page.dirty) return;
    const [, key, hand] = page.dirty.split(".");
    page.passed.push(`${key}.${hand}.${page.query.get(key)}`);
  };
  // The link of this page with a lever where the plan has it: the same wherever it is moved.
  page.beside = (key) => {
    const query = new URLSearchParams(page.query);
    query.set(key, plan.get(key));
    query.delete("view");
    return short(query);
  };
  page.move = (key, value) => {
    const kind = `move.${key}.${page.hand}`;
    if (page.dirty !== kind) pass();
    page.query.set(key, value);
    page.dirty = kind;
    sendSoon();
  };

  // A step is one history entry, no reload.
  page.step = (link, kind = "new") => {
    const query = full(link);
    for (const key of ["view", "lang"]) {
      if (page.query.has(key) && !query.has(key)) query.set(key, page.query.get(key));
    }
    // Before a run has shown anything, as where a cut link is asked about, every step is taken.
    if (sorted(query) === sorted(page.query) && window.planState) {
      if (kind.startsWith("choose-")) send(kind, "replaceState");
      return;
    }
    write(short(page.query));
    pass();
    page.query = query;
    page.panel?.show(query);
    send(kind, "pushState");
  };

  // The link of this page with some parameters set otherwise: "view=why".
  page.link = (set = "") => {
    const query = new URLSearchParams(page.query);
    for (const [key, value] of new URLSearchParams(set)) query.set(key, value);
    return `?${short(query)}`;
  };
  // The same with the place that it leads to, which presses.js takes from an address.
  page.linkOf = ({ dataset: { set, to } }) => page.link(set) + (to ? `#${to}` : "");
  // Links that change some parameters: written for those who copy one; a press writes it anew.
  const writeLinks = (links) => {
    for (const place of links) place.href = page.linkOf(place);
  };
  // Files by their addresses: of what the page shows, as the server's link says it.
  const writeFiles = (links) => {
    for (const place of links) {
      const { file } = place.dataset;
      place.href = `${file}${file.includes("?") ? "&" : "?"}${page.told.slice(1)}`;
      if ("shown" in place.dataset) place.textContent = place.href;
    }
  };
  const writeNewLinks = (find) => {
    writeLinks(find("a[data-set]:not([href])"));
    writeFiles(find("a[data-file]:not([href])"));
  };
  const everywhere = (places) => document.querySelectorAll(places);
  // Of what was drawn just now: a long page is not searched for each piece that is drawn.
  page.drawn = (records) => (places) => records
    .flatMap(({ addedNodes }) => [...addedNodes])
    .filter(({ nodeType }) => nodeType === Node.ELEMENT_NODE)
    .flatMap((node) => [...(node.matches(places) ? [node] : []), ...node.querySelectorAll(places)]);

  page.attach = (panel) => {
    page.panel = panel;
    panel.show(page.query);
    if (window.planState) panel.tell(window.planState);
  };

  // After each run: what it showed is what page and address say, unless more is under way.
  page.sync = (state) => {
    // A language that is set again has the style of every element computed anew.
    if (document.documentElement.lang !== state.lang) document.documentElement.lang = state.lang;
    document.title = state.title;
    if (state.number !== page.gone) { // another process counts from the start again
      page.gone = state.number;
      if (state.go) { page.step(state.go); return; }
    }
    page.panel?.tell(state);
    if (state.step !== (page.sent ?? state.step)) return;
    page.told = state.link;
    writeFiles(everywhere("a[data-file]"));
    clearTimeout(page.pacer);
    page.busy = false;
    page.drawing = running();
    if (page.dirty) { sendSoon(); return; }
    page.query = full(state.link);
    page.panel?.show(page.query);
    clearTimeout(page.settler);
    page.settler = setTimeout(() => {
      const here = all(location.search);
      for (const [key] of own) here.delete(key);
      if (sorted(here) !== sorted(all(page.told))) write(page.told.slice(1));
      writeLinks(everywhere("a[data-set]"));
    }, SETTLED);
  };
  addEventListener("popstate", (event) => {
    if (!event.isTrusted) return;
    clearTimeout(page.pacer);
    clearTimeout(page.settler);
    page.query = full(location.search);
    page.sent = all(location.search).getAll("step").at(-1) ?? "";
    page.dirty = "";
    page.passed = [];
    page.busy = page.drawing = true;
    page.pacer = setTimeout(next, LOST);
    page.panel?.show(page.query);
  });

  // After a break in the line the page may stand in another process, which has seen no run of it,
  // and a move made meanwhile was never sent: ask for what the reader wants to see.
  const app = document.querySelector('[data-testid="stApp"]');
  const running = () => app.dataset.testScriptState !== "notRunning";
  const online = () => app.dataset.testConnectionState === "CONNECTED";
  let connected = online();
  new MutationObserver(() => {
    if (online() && !connected) send(page.dirty || "walk", "replaceState");
    connected = online();
  }).observe(app, { attributeFilter: ["data-test-connection-state"] });
  new MutationObserver(() => {
    if (running() && performance.now() - page.asked < ASKED) {
      page.asked = -ASKED;
      page.drawing = true;
    }
    if (!running() && !page.busy) page.drawing = false;
  }).observe(app, { attributeFilter: ["data-test-script-state"] });

  // A link or box that a run drew anew keeps the focus it had, whenever it is drawn: a reader who
  // moved on has another one, and a press beside everything has none.
  document.addEventListener("focusin", (event) => { page.focus = event.target; });
  document.addEventListener("click", ({ isTrusted }) => {
    if (isTrusted && document.activeElement === document.body) page.focus = null;
  }, true);
  const refocus = () => {
    const lost = page.focus;
    if (!lost || lost.isConnected || document.activeElement !== document.body) return;
    const label = lost.getAttribute("aria-label");
    const found = [
      lost.id && `#${CSS.escape(lost.id)}`,
      lost.id.startsWith(LANGUAGE) && `a[id^="${LANGUAGE}"]`,
      label && `[aria-label="${CSS.escape(label)}"]`,
    ].filter(Boolean).map((place) => document.querySelector(place)).find(Boolean);
    found?.focus({ preventScroll: true });
  };
  // A popover is drawn beside the app.
  new MutationObserver((records) => {
    writeNewLinks(page.drawn(records));
    refocus();
  }).observe(document.body, { childList: true, subtree: true });

  // What the hand left behind and the page does not show yet: moves, or a text box that was left.
  page.moving = () => page.dirty || page.busy;
  page.underWay = () =>
    page.moving() || page.drawing || performance.now() - page.asked < ASKED;
  // Whether the reader sees what the last change gave, and the address says it.
  page.still = () => !page.moving() && !all(location.search).has("step");
  page.running = running;
  page.pressed = () => { page.down = performance.now(); };
  page.released = () => { page.down = -PRESS; sendSoon(); };
  page.left = () => { page.asked = performance.now(); };

  writeNewLinks(everywhere);
  if (window.planPanel) page.attach(window.planPanel); // it was drawn before this was loaded
  if (window.planState) page.sync(window.planState); // so was what a run showed
})();
