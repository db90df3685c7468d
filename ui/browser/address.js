// What Streamlit has no words for: steps, a full address, copying, the language of the page.
(() => {
  if (window.planPage) return;
  const SETTLED = 400; // ms after the last move until the address is written in full
  const PACE = 110; // ms between two moves: browsers bound how often an address may change
  const HELD = 4000; // ms without a change for which a place that was led to is kept in sight
  const LOST = 4000; // ms after which an answer counts as lost
  const BASE = "PLAN_LINK";

  const all = (link) => new URLSearchParams(link.split("?")[1] || "");
  // Without the growth that a link showed: no longer true after a move, only a run says it anew.
  const params = (link) => {
    const query = all(link);
    query.delete("r");
    return query;
  };
  const sorted = (query) => new URLSearchParams([...query].sort()).toString();
  const page = {
    query: params(location.search), // what this browser wants the page to show
    told: location.search, // the full link of what the server showed last
    sent: "", number: 0, gone: 0, dirty: "", busy: false, when: 0,
    pacer: 0, settler: 0, panel: null, focus: null, led: null,
  };
  window.planPage = page;

  const write = (query, entry = "replaceState") =>
    history[entry](history.state, "", `${location.pathname}?${query}`);

  // The address is the state, and Streamlit reads it anew as on Back. The mark says which change
  // a run answers and what kind it was; it leaves the address once the page has settled.
  const send = (kind, entry) => {
    clearTimeout(page.pacer);
    clearTimeout(page.settler);
    page.sent = `${kind}.${++page.number}`;
    page.dirty = "";
    page.busy = true;
    page.when = performance.now();
    const marked = new URLSearchParams(page.query);
    marked.set("step", page.sent);
    write(marked, entry);
    dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
    page.pacer = setTimeout(next, LOST);
  };

  // One move at a time is under way; those made meanwhile go together.
  const next = () => {
    page.busy = false;
    if (page.dirty) send(page.dirty);
  };
  page.move = (key, value) => {
    page.query.set(key, value);
    page.dirty = `move.${key}`;
    if (page.busy) return;
    clearTimeout(page.pacer);
    page.pacer = setTimeout(next, Math.max(0, page.when + PACE - performance.now()));
  };

  // A step is one history entry, no reload.
  page.step = (link, kind = "new") => {
    const query = params(BASE);
    for (const [key, text] of params(link)) query.set(key, text);
    for (const key of ["view", "lang"]) {
      if (page.query.has(key) && !query.has(key)) query.set(key, page.query.get(key));
    }
    if (sorted(query) === sorted(page.query)) {
      if (kind.startsWith("choose-")) send(kind, "replaceState");
      return;
    }
    write(page.query);
    page.query = query;
    page.panel?.show(query);
    send(kind, "pushState");
  };

  // The full link of this page with some parameters set otherwise: "view=why".
  const link = (set = "") => {
    const query = new URLSearchParams(page.query);
    for (const [key, value] of new URLSearchParams(set)) query.set(key, value);
    return `?${query}`;
  };
  // Links that change some parameters: written for those who copy one; a press writes it anew.
  const writeLinks = (links) => {
    for (const place of document.querySelectorAll(links)) place.href = link(place.dataset.set);
  };
  const writeNewLinks = () => writeLinks("a[data-set]:not([href])");

  page.attach = (panel) => {
    page.panel = panel;
    panel.show(page.query);
  };

  // After each run: what it showed is what page and address say, unless more is under way.
  page.sync = (state) => {
    document.documentElement.lang = state.lang;
    document.title = state.title;
    if (state.number !== page.gone) { // another process counts from the start again
      page.gone = state.number;
      if (state.go) { page.step(state.go); return; }
    }
    refocus();
    if (state.step !== page.sent) return;
    page.told = state.link;
    clearTimeout(page.pacer);
    page.busy = false;
    if (page.dirty) {
      page.pacer = setTimeout(next, Math.max(0, page.when + PACE - performance.now()));
      return;
    }
    page.query = params(state.link);
    page.panel?.show(page.query);
    clearTimeout(page.settler);
    page.settler = setTimeout(() => {
      if (sorted(all(location.search)) !== sorted(all(page.told))) write(all(page.told));
      writeLinks("a[data-set]");
    }, SETTLED);
  };
  addEventListener("popstate", (event) => {
    if (!event.isTrusted) return;
    clearTimeout(page.pacer);
    clearTimeout(page.settler);
    page.query = params(location.search);
    page.sent = page.query.get("step") ?? "";
    page.query.delete("step");
    page.dirty = "";
    page.busy = true;
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
  new MutationObserver(writeNewLinks).observe(app, { childList: true, subtree: true });

  // A link or box that a run drew anew keeps the focus it had.
  document.addEventListener("focusin", (event) => { page.focus = event.target; });
  const refocus = () => {
    const lost = page.focus;
    if (!lost || lost.isConnected || document.activeElement !== document.body) return;
    const label = lost.getAttribute("aria-label");
    const found = (lost.id && document.getElementById(lost.id)) ||
      (label && document.querySelector(`[aria-label="${CSS.escape(label)}"]`));
    found?.focus({ preventScroll: true });
  };

  const say = (box, copied) => {
    const field = box.querySelector("input");
    const link = location.origin + location.pathname + page.told;
    field.hidden = copied;
    field.value = link;
    field.readOnly = true;
    if (!copied) { field.focus(); field.select(); }
    box.querySelector("[role=status]").textContent = copied ? box.dataset.copied : box.dataset.refused;
  };
  const copy = async (box) => {
    try {
      await navigator.clipboard.writeText(location.origin + location.pathname + page.told);
      say(box, true);
    } catch { say(box, false); }
  };

  // What was pressed may lead on to a place of the page, out of a fold, once it is drawn. What a run
  // draws anew or later must not take it out of sight again, until the page has been still for a
  // while or the reader moves on.
  const lead = (id) => {
    page.led?.abort();
    const led = page.led = new AbortController();
    const leave = (event) => { if (event.isTrusted) led.abort(); };
    for (const kind of ["wheel", "touchmove", "keydown", "pointerdown", "popstate"]) {
      addEventListener(kind, leave, { capture: true, signal: led.signal });
    }
    let shown, laid, when;
    const keep = (now) => {
      if (led.signal.aborted) return;
      requestAnimationFrame(keep);
      const found = document.getElementById(id);
      if (!found) return;
      const fold = found.closest("details");
      const place = fold ?? found;
      if (place !== shown) {
        if (fold && !fold.open) fold.querySelector("summary").click();
        (fold?.querySelector("summary") ?? place).focus({ preventScroll: true });
      }
      const main = place.closest('[data-testid="stMain"]');
      const layout = `${main.scrollHeight} ${main.scrollTop + place.getBoundingClientRect().top}`;
      if (place !== shown || layout !== laid) place.scrollIntoView();
      if (place !== shown || layout !== laid || page.busy || running()) when = now;
      [shown, laid] = [place, layout];
      if (now - when > HELD) led.abort();
    };
    requestAnimationFrame(keep);
  };

  const focusCopy = (tries) => {
    const button = document.querySelector("[data-copy]");
    if (button) button.focus();
    else if (tries) setTimeout(focusCopy, 100, tries - 1);
  };

  document.addEventListener("click", (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const pressed = event.target.closest("a.step, [data-choose]");
    if (pressed) {
      event.preventDefault();
      const { set, choose, to } = pressed.dataset;
      const there = set === undefined && pressed.getAttribute("href");
      const kind = ["undo", "redo"].includes(pressed.id) ? "walk" : "new";
      page.step(there || link(set), choose ? `choose-${choose}` : kind);
      if (to) lead(to);
    }
    const box = event.target.closest("[data-copy]") && event.target.closest(".copy");
    if (box) copy(box);
    // Opened by a key, the share menu takes the focus: its place in the page is far away.
    if (event.target.closest(".st-key-share_open button") && event.detail === 0) focusCopy(20);
    if (event.target.closest("[data-open-levers]")) {
      document.querySelector('[data-testid="stExpandSidebarButton"]')?.click();
    }
  }, true);

  writeNewLinks();
  if (window.planPanel) page.attach(window.planPanel); // it was drawn before this was loaded
  if (window.planState) page.sync(window.planState); // so was what a run showed
})();
