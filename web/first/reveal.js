// Shows the page in place of the first sight once it is drawn, in one frame, so that nothing jumps.
(() => {
  const SETTLING = 3000; // ms that what comes after a run may take
  const OFTEN = 50; // ms between two looks at it
  const LONGEST = 20000; // ms after which the page is shown however it is
  const UNSEEN = 100; // ms after which Streamlit starts in a tab that paints nothing
  const first = document.getElementById("first");
  const root = document.getElementById("root");

  // Streamlit starts once the first sight is painted: what it works out would hold that up.
  let started = false;
  const start = () => {
    if (started) return;
    started = true;
    const app = Object.assign(document.createElement("script"), { type: "module", crossOrigin: "" });
    app.src = first.dataset.app;
    document.head.append(app);
  };
  requestAnimationFrame(() => setTimeout(start));
  setTimeout(start, UNSEEN);

  // As Streamlit keeps what a reader chose: light or dark, the levers closed or wider.
  try {
    const theme = JSON.parse(localStorage.getItem(`stActiveTheme-${location.pathname}-v2`));
    if (theme === "Light" || theme === "Dark") first.style.colorScheme = theme.toLowerCase();
    const closed = Object.keys(localStorage).find((key) => key.startsWith("stSidebarCollapsed-"));
    if (localStorage.getItem(closed) === "true") first.querySelector(".side").remove();
    else first.style.setProperty("--side", `${parseInt(localStorage.getItem("sidebarWidth")) || 350}px`);
  } catch { /* a browser that keeps nothing, or something else under these names */ }

  const reveal = () => {
    watch.disconnect();
    clearTimeout(longest);
    clearTimeout(again);
    first.remove();
  };
  // What comes after a run: the panel of levers, and charts that are in sight.
  const unfinished = () => !window.planPanel ||
    [...root.querySelectorAll("[data-testid=stSkeleton], [data-testid=stVegaLiteChart]:not(:has(.marks))")]
      .some((chart) => chart.getClientRects()[0]?.top < innerHeight);
  let ended = 0; // when the run was over
  let again = 0;
  const look = () => {
    clearTimeout(again);
    const state = root.querySelector("[data-test-script-state]")?.dataset.testScriptState;
    const end = state === "notRunning" && root.querySelector(".foot, .cut, .failed, [data-testid=stException]");
    if (!end) return;
    ended ||= performance.now();
    // What is unfinished may end without a change of the page that could be watched.
    const wait = end.matches(".foot") && unfinished() && performance.now() - ended < SETTLING;
    if (wait) again = setTimeout(look, OFTEN);
    else reveal();
  };
  const watch = new MutationObserver(look);
  watch.observe(root, { childList: true, subtree: true, attributeFilter: ["data-test-script-state"] });

  // Nothing came, or something else than was awaited: what there is shows.
  const late = () => {
    if (root.querySelector("[data-testid=stElementContainer]")) { reveal(); return; }
    first.className = "alone";
    first.querySelector(".late").hidden = false;
    root.style.visibility = "visible";
  };
  const longest = setTimeout(late, LONGEST);
  addEventListener("error", ({ target }) => { if (target.matches?.("script")) late(); }, true);
})();
