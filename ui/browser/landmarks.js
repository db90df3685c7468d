// The names that Streamlit gives the parts of the page, in the reader's language. What is not found
// by its test id keeps its name.
(() => {
  if (window.planLandmarks) return;
  window.planLandmarks = true;
  const PAUSE = 200; // ms between two looks: names are not worth more
  const WORDS = LANDMARK_WORDS;
  const PLACES = {
    skip: "[data-testid=stSkipToContent]",
    levers: "[data-testid=stSidebar]",
    close: "[data-testid=stSidebarCollapseButton] button",
    open: "[data-testid=stExpandSidebarButton]",
  };
  let waiting = 0;
  const name = () => {
    waiting = 0;
    const words = WORDS[document.documentElement.lang];
    if (!words) return;
    for (const [key, place] of Object.entries(PLACES)) {
      const found = document.querySelector(place);
      const text = found?.firstChild;
      if (found?.hasAttribute("aria-label")) {
        if (found.getAttribute("aria-label") !== words[key]) found.setAttribute("aria-label", words[key]);
      } else if (text?.nodeType === Node.TEXT_NODE && text.data !== words[key]) text.data = words[key];
    }
  };
  const soon = () => { waiting ||= setTimeout(name, PAUSE); };
  const app = document.querySelector('[data-testid="stApp"]');
  new MutationObserver(soon).observe(app, { childList: true, subtree: true });
  new MutationObserver(soon).observe(document.documentElement, { attributeFilter: ["lang"] });
  name();
})();
