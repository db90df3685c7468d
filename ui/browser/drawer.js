// The drawer of levers on narrow screens, and the panel where somebody closed it: the focus goes in
// and comes back, Escape closes a drawer, and no visit begins with one that covers the page.
(() => {
  if (window.planDrawer) return;
  window.planDrawer = true;
  const NARROW = matchMedia("(max-width: 768px)"); // below it Streamlit lays the levers over the page
  const REMEMBERED = "stSidebarCollapsed-"; // what Streamlit keeps of it, with a path behind
  const TRIES = 60; // frames within which what was asked for is drawn
  const WAY_IN = "[data-open-levers]";
  const OPEN = '[data-testid="stExpandSidebarButton"]';
  const CLOSE = '[data-testid="stSidebarCollapseButton"] button';

  const focusOn = (place, tries = TRIES) => {
    const found = document.querySelector(place);
    found?.focus({ preventScroll: true });
    if (!(found && document.activeElement === found) && tries) {
      requestAnimationFrame(() => focusOn(place, tries - 1));
    }
  };
  document.addEventListener("click", ({ target, isTrusted }) => {
    // A script opens it too, to lead to a place in it.
    if (target.closest(WAY_IN) || (isTrusted && target.closest(OPEN))) focusOn(".levers-title");
    // What lies above the page, as a step of the tour does, has the focus.
    if (target.closest(CLOSE) && !document.querySelector(":popover-open")) focusOn(WAY_IN);
  });
  document.addEventListener("keydown", ({ key, defaultPrevented }) => {
    if (key !== "Escape" || defaultPrevented || !NARROW.matches) return;
    if (!document.querySelector(":popover-open")) document.querySelector(CLOSE)?.click();
  });

  // An open panel is what a wide screen has anyway; on a narrow one neither is worth keeping.
  const forget = ([{ target }]) => {
    if (target.dataset.collapsed === "true" && !NARROW.matches) return;
    try {
      for (const key of Object.keys(localStorage)) {
        if (key.startsWith(REMEMBERED)) localStorage.removeItem(key);
      }
    } catch { /* nothing is kept there */ }
  };
  const app = document.querySelector('[data-testid="stApp"]');
  new MutationObserver(forget).observe(app, { attributeFilter: ["data-collapsed"], subtree: true });
})();
