// Presses: a step, a copied link, a file. What starts from what the server knows waits until it
// knows what the hand left in a box or on a slider.
(() => {
  const page = window.planPage;
  if (page.presses) return;
  page.presses = true;
  const HELD = 4000; // ms without a change for which a place that was led to is kept in sight
  const LOST = 4000; // ms after which a press no longer waits
  // What starts from what the server knows waits. What takes a scenario along stays where a box
  // holds what cannot be read; any other press is stopped by it once.
  const FILES = "a[data-file]";
  const BUTTONS = '[data-testid="stButton"] button'; // Streamlit itself sends its text boxes first
  const WAITS = `${FILES}, ${BUTTONS}, [data-copy="code"], a.step:not([data-set])`;
  const TAKES = `${FILES}, [data-copy], a.step:not([data-set], #undo, #redo)`;
  const PRESSED = `${WAITS}, a.step, [data-choose], [data-copy]`;

  const held = new Set(); // presses that wait
  let passing = false; // one of them is let through

  // Ends once nothing of it is left and what it drew is in its place; after LOST in any case.
  const after = (underWay) => new Promise((resolve) => {
    const since = performance.now();
    let still = 0;
    const look = () => {
      const late = underWay() || document.querySelector('[data-stale="true"]');
      still = late ? 0 : still + 1;
      if (still > 2 || performance.now() - since > LOST) resolve();
      else requestAnimationFrame(look);
    };
    look();
  });

  // Where a press belongs, also once a run has drawn it anew.
  const placeOf = (pressed) => {
    const key = pressed.closest('[class*="st-key-"]')?.className.match(/st-key-[\w-]+/)[0];
    return pressed.id ? `#${CSS.escape(pressed.id)}` : `.${key} button`;
  };
  const hold = async (pressed) => {
    const place = placeOf(pressed);
    if (held.has(place)) return;
    held.add(place);
    await after(page.underWay);
    held.delete(place);
    passing = true;
    (pressed.isConnected ? pressed : document.querySelector(place))?.click();
    passing = false;
  };
  // To a box whose text was refused, out of its folds.
  const leadToBox = (box, tries = 20) => {
    for (let fold = box.closest("details"); fold; fold = fold.parentElement.closest("details")) {
      fold.open = true;
    }
    document.querySelector('[data-testid="stExpandSidebarButton"]')?.click();
    box.scrollIntoView({ block: "nearest" });
    box.focus();
    if (document.activeElement !== box && tries) setTimeout(leadToBox, 100, box, tries - 1);
  };
  // Whether a press goes on at once: it counts what was typed, and waits for it to be shown.
  const passes = (pressed) => {
    if (passing) return true;
    page.panel?.read();
    const box = page.panel?.stuck(!pressed.matches(TAKES));
    if (box) leadToBox(box);
    else if (!pressed.matches(WAITS)) return true;
    else if (pressed.matches(BUTTONS) ? page.moving() : page.underWay()) hold(pressed);
    else return true;
    return false;
  };

  // Where a browser does not copy, what would have been copied is shown selected.
  const say = (box, copied) => {
    const field = box.querySelector("input");
    if (field) {
      field.hidden = copied;
      field.value = wanted(box);
      field.readOnly = true;
      if (!copied) { field.focus(); field.select(); }
    } else if (!copied) getSelection().selectAllChildren(box.querySelector("code"));
    box.querySelector("[role=status]").textContent = copied ? box.dataset.copied : box.dataset.refused;
  };
  const here = () =>
    location.origin + location.pathname + (page.moving() ? page.link() : page.told);
  const wanted = (box) => box.querySelector("code")?.textContent ?? here();
  const copy = async (box) => {
    const shown = page.moving() && after(page.moving);
    try {
      if (shown) {
        const text = shown.then(() => new Blob([wanted(box)], { type: "text/plain" }));
        await navigator.clipboard.write([new ClipboardItem({ "text/plain": text })]);
      } else await navigator.clipboard.writeText(wanted(box));
      say(box, true);
    } catch {
      await shown;
      say(box, false);
    }
  };

  // What was pressed may lead on to a place of the page, out of a fold, once it is drawn. What a run
  // draws anew or later must not take it out of sight again, until the page has been still for a
  // while or the reader moves on.
  let led = new AbortController();
  const lead = (id) => {
    led.abort();
    led = new AbortController();
    const { signal } = led;
    const leave = (event) => { if (event.isTrusted) led.abort(); };
    for (const kind of ["wheel", "touchmove", "keydown", "pointerdown", "popstate"]) {
      addEventListener(kind, leave, { capture: true, signal });
    }
    let shown, laid, when;
    const keep = (now) => {
      if (signal.aborted) return;
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
      if (place !== shown || layout !== laid || page.busy || page.running()) when = now;
      [shown, laid] = [place, layout];
      if (now - when > HELD) led.abort();
    };
    requestAnimationFrame(keep);
  };
  // A link that was copied from a contents list leads to its place.
  if (/^#[\w-]+$/.test(location.hash)) lead(location.hash.slice(1));

  document.addEventListener("pointerdown", ({ target, pointerType }) => {
    const place = target.closest(PRESSED);
    if (!place) return;
    page.pressed();
    if (!place.matches("a[data-set]") || pointerType !== "mouse") return;
    page.panel?.read(); // it may be opened beside
    place.href = page.linkOf(place);
  }, true);
  for (const kind of ["pointerup", "pointercancel"]) addEventListener(kind, page.released, true);
  document.addEventListener("change", ({ target }) => {
    if (target.closest('[data-testid="stTextInput"]')) page.left();
  }, true);

  const focusFirst = (tries) => {
    const place = document.querySelector('[data-testid="stPopoverBody"] :is(a, button)');
    if (place) place.focus();
    else if (tries) setTimeout(focusFirst, 100, tries - 1);
  };

  document.addEventListener("click", (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const place = event.target.closest(PRESSED);
    if (place && !passes(place)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    const pressed = event.target.closest("a.step, [data-choose]");
    if (pressed) {
      event.preventDefault();
      const { set, choose, to } = pressed.dataset;
      const there = set === undefined && pressed.getAttribute("href");
      const kind = ["undo", "redo"].includes(pressed.id) ? "walk" : "new";
      page.step(there || page.link(set), choose ? `choose-${choose}` : kind);
      pressed.closest(".src")?.hidePopover(); // a card would lie over what it led to
      if (to) lead(to);
    }
    const box = event.target.closest("[data-copy]") && event.target.closest(".copy");
    if (box) copy(box);
    // Opened by a key, the share menu takes the focus: its place in the page is far away.
    if (event.target.closest(".st-key-share_open button") && event.detail === 0) focusFirst(20);
    if (event.target.closest("[data-unfold]")) {
      const folds = '[data-testid="stMain"] details:not([open]) > summary';
      for (const fold of document.querySelectorAll(folds)) fold.click();
    }
    if (event.target.closest("[data-open-levers]")) {
      document.querySelector('[data-testid="stExpandSidebarButton"]')?.click();
    }
  }, true);
})();
