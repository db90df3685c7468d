// What Streamlit has no words for: steps, a full address, copying, the language of the page.
(() => {
  if (window.planPage) return;
  const page = { timer: 0, gone: 0, focus: null, link: location.search, base: "" };
  window.planPage = page;

  const params = (link) => new URLSearchParams(link.split("?")[1] || "");
  const sorted = (query) => { query.sort(); return query.toString(); };

  // One history entry, no reload: Streamlit treats it as Back and restores its bound widgets.
  // A fresh step is marked until the address is written in full: it is no walk along the trail.
  page.step = (link, fresh = true) => {
    const query = params(page.base);
    for (const [key, text] of params(link)) query.set(key, text);
    for (const key of ["view", "lang"]) {
      const now = params(location.search).get(key) || params(page.link).get(key);
      if (now && !query.has(key)) query.set(key, now);
    }
    if (sorted(new URLSearchParams(query)) === sorted(params(location.search))) return;
    if (fresh) query.set("step", "new");
    clearTimeout(page.timer);
    history.pushState({}, "", `${location.pathname}?${query}`);
    dispatchEvent(new PopStateEvent("popstate", { state: {} }));
  };

  // After each run: what the run showed is what the address says, once moves have settled.
  page.sync = (state) => {
    page.link = state.link;
    page.base = state.base;
    document.documentElement.lang = state.lang;
    document.title = state.title;
    clearTimeout(page.timer);
    if (state.number > page.gone) {
      page.gone = state.number;
      if (state.go) { page.step(state.go); return; }
    }
    page.timer = setTimeout(() => {
      if (sorted(params(location.search)) === sorted(params(page.link))) return;
      history.replaceState(history.state, "", location.pathname + page.link);
    }, 400);
    refocus();
  };
  addEventListener("popstate", () => clearTimeout(page.timer));

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
    const link = location.origin + location.pathname + page.link;
    field.hidden = copied;
    field.value = link;
    field.readOnly = true;
    if (!copied) { field.focus(); field.select(); }
    box.querySelector("[role=status]").textContent = copied ? box.dataset.copied : box.dataset.refused;
  };
  const copy = async (box) => {
    try {
      await navigator.clipboard.writeText(location.origin + location.pathname + page.link);
      say(box, true);
    } catch { say(box, false); }
  };

  document.addEventListener("click", (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest("a.step[href]");
    if (link) {
      event.preventDefault();
      page.step(link.getAttribute("href"), !["undo", "redo"].includes(link.id));
    }
    const box = event.target.closest("[data-copy]") && event.target.closest(".copy");
    if (box) copy(box);
    // Opened by a key, the share menu takes the focus: its place in the page is far away.
    // Streamlit gives its uploader a name and the role of nothing at once; the name is right.
    if (event.target.closest(".st-key-share button")) {
      setTimeout(() => {
        document.querySelector('[data-testid="stFileUploaderDropzone"]')?.removeAttribute("role");
        if (event.detail === 0) document.querySelector("[data-copy]")?.focus();
      }, 150);
    }
    if (event.target.closest("[data-open-levers]")) {
      document.querySelector('[data-testid="stExpandSidebarButton"]')?.click();
    }
  }, true);
})();
