// The line for newcomers and the guided tour. Their words come with the foot of the page; what they
// speak of is looked for in every frame, as runs draw it anew.
(() => {
  if (window.planTour) return;
  window.planTour = true;
  const page = window.planPage;
  const SEEN = "planTourSeen"; // kept in the browser once the line was closed or the tour was taken
  const GAP = 12; // px between the words, what they speak of and the edges of the window
  const RING = 4; // px by which the ring is larger than what it is around
  const EDGE = 76; // px that the row of views above and a phone's bar below may take
  const SETTLING = 1500; // ms for which what a step speaks of is brought into sight
  const SCROLLERS = "[data-testid=stSidebarContent], [data-testid=stMain]";
  const OPENED = "[data-testid=stExpandSidebarButton]"; // opens the levers; there while they are shut
  const SHUT = "[data-testid=stSidebarCollapseButton] button";
  const OTHERS = ":popover-open:not(.tour-frame), [data-testid=stPopoverBody]"; // Escape is theirs
  const FOCUSABLE = "a[href], button, input";
  const app = document.querySelector('[data-testid="stApp"]');
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const over = matchMedia("(max-width: 768px)"); // the levers lie over the page
  const source = () => app.querySelector(".tour");
  const visible = (place) => place.getClientRects().length > 0;

  // A browser that keeps nothing shows the line in each visit.
  let seen = false;
  try { seen = localStorage.getItem(SEEN) !== null; } catch { /* kept for this visit only */ }
  let offer = null;
  // Above the row of views, in the words of the page.
  const place = () => {
    const words = source();
    const row = app.querySelector(".st-key-views")?.parentElement;
    if (seen || !row) { offer?.remove(); offer = null; return; }
    if (!words || (offer?.lang === words.lang && offer.nextElementSibling === row)) return;
    offer?.remove();
    offer = words.querySelector(".offer").cloneNode(true);
    offer.lang = words.lang;
    row.before(offer);
  };
  const watch = new MutationObserver(place);
  const putAway = () => {
    seen = true;
    watch.disconnect();
    place();
    try { localStorage.setItem(SEEN, "yes"); } catch { /* closed for this visit */ }
  };

  let frame = null, ring, box, stops, at, target, opener;
  let opened = false; // the tour opened the levers
  let bringing = 0; // until when the target is brought into sight
  let laid, scrolled; // where it was then; whether the page was scrolled to it

  const inPanel = () => stops[at].dataset.place === "panel";
  const button = (kind) => box.querySelector(`[data-tour=${kind}]`);
  const focusable = (parent) => [...parent.querySelectorAll(FOCUSABLE)].filter(visible);
  const levers = (open) => {
    const shut = document.querySelector(OPENED);
    if (open && shut) { shut.click(); opened = true; }
    if (!open && !shut && (opened || over.matches)) {
      document.querySelector(SHUT)?.click();
      opened = false;
    }
  };

  // The first of what a step names that leaves room for the words below, above or beside it.
  const find = () => {
    const named = stops[at].dataset.targets.split("|");
    const found = named.map((it) => [...app.querySelectorAll(it)].find(visible)).filter(Boolean);
    return found.find((it) => {
      const { width, height } = it.getBoundingClientRect();
      return height + box.offsetHeight + 3 * GAP <= innerHeight - 2 * EDGE ||
        (width + box.offsetWidth + 3 * GAP <= innerWidth && height + GAP <= innerHeight - EDGE);
    }) ?? found.at(-1);
  };
  // Whether all of its height can be seen: what sticks to an edge may lie over it.
  const inSight = (rect) => [rect.top + 1, rect.bottom - 1].every((y) => {
    const hit = document.elementFromPoint((rect.left + rect.right) / 2, y);
    return hit && (target.contains(hit) || frame.contains(hit));
  });
  const bring = (rect) => {
    const scroller = target.closest(SCROLLERS);
    const now = `${scroller.scrollTop + rect.top} ${rect.height}`;
    if (now === laid) return;
    laid = now;
    const room = innerHeight - 2 * EDGE - rect.height - GAP - box.offsetHeight;
    if (!scrolled && inSight(rect) && spot(rect)) return;
    scrolled = true; // on its way, it goes where the target is by now
    const top = scroller.scrollTop + rect.top - EDGE - Math.max(0, room / 2);
    scroller.scrollTo({ top, behavior: still.matches ? "instant" : "smooth" });
  };
  // Where the words stand beside what they speak of, within the window; nothing if nowhere.
  const spot = (rect) => {
    const [width, height] = [box.offsetWidth, box.offsetHeight];
    const right = document.documentElement.clientWidth - width - GAP;
    const bottom = innerHeight - height - GAP;
    const within = (value, most) => Math.max(GAP, Math.min(value, most));
    const [x, y] = [within(rect.left, right), within(rect.top, bottom)];
    const [before, after] = [[rect.left - GAP - width, y], [rect.right + GAP, y]];
    const all = [[x, rect.bottom + GAP], [x, rect.top - GAP - height], before, after];
    if (inPanel()) all.unshift(after); // the other levers stay in sight
    return all.find(([left, top]) => left >= GAP && left <= right && top >= GAP && top <= bottom);
  };
  const put = (part, x, y) => { part.style.translate = `${Math.round(x)}px ${Math.round(y)}px`; };

  const show = (index) => {
    at = index;
    for (const stop of stops) {
      stop.hidden = stop !== stops[at];
      stop.removeAttribute("id");
    }
    stops[at].id = "tour_stop";
    box.setAttribute("aria-label", stops[at].querySelector("h2").textContent);
    const [next, last] = [button("next"), at === stops.length - 1];
    next.textContent = last ? next.dataset.last : next.dataset.next;
    button("back").style.visibility = at ? "" : "hidden";
    button("end").style.visibility = last ? "hidden" : "";
    const { view, targets } = stops[at].dataset;
    levers(inPanel());
    let fold = app.querySelector(targets.split("|")[0]);
    while ((fold = fold?.parentElement.closest("details"))) fold.open = true;
    if (view && !find()) page.step(page.link(`view=${view}`));
    target = null;
    // Taken anew, the focus makes a screen reader say what the button is described by.
    document.activeElement.blur();
    next.focus({ preventScroll: true });
  };
  const build = (index) => {
    frame?.remove();
    const words = source();
    frame = words.querySelector(".tour-frame").cloneNode(true);
    frame.lang = words.lang;
    [ring, box] = frame.children;
    stops = [...box.querySelectorAll(".tour-stop")];
    button("next").dataset.next = button("next").textContent;
    button("next").setAttribute("aria-describedby", "tour_stop");
    app.append(frame);
    frame.showPopover();
    show(index);
  };
  const follow = (now) => {
    if (!frame) return;
    requestAnimationFrame(follow);
    const words = source();
    if (words && words.lang !== frame.lang) build(at);
    const found = find();
    if (found && !target) [bringing, laid, scrolled] = [now + SETTLING, "", false];
    target = found;
    ring.hidden = !target;
    const rect = target?.getBoundingClientRect();
    if (target && bringing > now) bring(rect);
    if (target) {
      put(ring, rect.left - RING, rect.top - RING);
      ring.style.width = `${rect.width + 2 * RING}px`;
      ring.style.height = `${rect.height + 2 * RING}px`;
    }
    const high = !rect || rect.top + rect.bottom > innerHeight; // with no room beside: at the far edge
    const edge = [(innerWidth - box.offsetWidth) / 2, high ? GAP : innerHeight - box.offsetHeight - GAP];
    put(box, ...(rect && spot(rect)) ?? edge);
  };
  const start = (pressed) => {
    if (frame || !source()) return;
    opener = pressed;
    build(0);
    requestAnimationFrame(follow);
  };
  const home = () => {
    const there = opener?.isConnected ? opener : opener?.id && document.getElementById(opener.id);
    (there && visible(there) ? there : app.querySelector(source().dataset.back))?.focus();
  };
  const end = () => {
    const inside = frame.contains(document.activeElement);
    levers(false);
    frame.remove();
    frame = null;
    putAway();
    if (inside) home();
  };
  const go = (index) => {
    if (index >= stops.length) end();
    else if (index >= 0) show(index);
  };

  document.addEventListener("click", ({ target: pressed }) => {
    const kind = pressed.closest("[data-tour]")?.dataset.tour;
    if (kind === "start") start(pressed);
    if (kind === "close") { putAway(); opener = null; home(); }
    if (kind === "end") end();
    if (kind === "back") go(at - 1);
    if (kind === "next") go(at + 1);
  });
  document.addEventListener("keydown", (event) => {
    if (!frame || event.ctrlKey || event.metaKey || event.altKey) return;
    const here = document.activeElement;
    const inside = box.contains(here);
    const keys = { ArrowLeft: -1, ArrowRight: 1 };
    if (event.key === "Escape" && !document.querySelector(OTHERS)) end();
    else if (inside && keys[event.key]) go(Math.min(at + keys[event.key], stops.length - 1));
    else if (event.key === "Tab" && target) {
      // The words stand before what they speak of, whatever the order of the page.
      const first = focusable(target)[0];
      const last = focusable(box).findLast((it) => it.style.visibility !== "hidden");
      if (!first || !(event.shiftKey ? here === first : here === last)) return;
      (event.shiftKey ? last : first).focus({ preventScroll: true });
    } else return;
    event.preventDefault();
  });
  for (const kind of ["wheel", "touchmove"]) {
    addEventListener(kind, () => { bringing = 0; }, { capture: true, passive: true });
  }

  if (!seen) watch.observe(app, { childList: true, subtree: true });
  place();
})();
