// A line that is cut is said, and a page that is dead loads itself anew, as the address is the state.
// Streamlit gives a connection up for good where a message cannot be read, and says so in English.
(() => {
  const page = window.planPage;
  if (page.revival) return;
  page.revival = true;
  const APART = 10000; // ms between two reloads, so that a page that keeps dying does not loop
  const AWAY = 700; // ms for which a line is away before it is said
  const AGAIN = 1500; // ms between two looks whether the server answers
  const TOLD = 20000; // ms for which the page says that it was loaded anew
  const BROKEN = 1000; // ms for which an error of Streamlit stands before the page counts as dead
  const ERRORS = ["Connection error", "Bad message format"]; // titles of Streamlit's dialogs
  const MARK = / ?planRevived:(\d+)$/;
  const WORDS = REVIVAL_WORDS;

  // When it reloaded last: in the name of the tab, which a reload keeps and no setting blocks.
  const last = Number(window.name.match(MARK)?.[1] ?? 0);
  const unmarked = () => window.name.replace(MARK, "");
  if (last) setTimeout(() => {
    if (window.name.match(MARK)?.[1] === String(last)) window.name = unmarked();
  }, Math.max(0, last + APART - Date.now()));

  const app = document.querySelector('[data-testid="stApp"]');
  const note = Object.assign(document.createElement("p"), { className: "line-note", hidden: true });
  note.setAttribute("role", "status");
  const text = document.createElement("span");
  const button = Object.assign(document.createElement("button"), { type: "button" });
  note.append(text, button);
  app.append(note);
  let said = "";
  const say = (key) => {
    said = key;
    const words = WORDS[document.documentElement.lang] ?? WORDS.vi;
    note.hidden = !key;
    button.hidden = key !== "lost";
    text.textContent = words[key] ?? "";
    button.textContent = words.again;
  };

  const state = () => app.dataset.testConnectionState;
  const answers = async () => {
    try {
      const { ok } = await fetch("_stcore/health", { cache: "no-store", signal: AbortSignal.timeout(AGAIN) });
      return ok;
    } catch { return false; }
  };
  // The address says all that the hand left, sent or not; nothing is sent any more.
  const keep = () => {
    page.panel?.read();
    if (window.planState && !page.still()) page.write(page.link().slice(1));
    clearTimeout(page.pacer);
    clearTimeout(page.settler);
    page.busy = true;
  };
  // What the hand does until the new page is here starts the reload over: its address says it.
  const leave = () => {
    keep();
    location.reload();
  };
  const reload = () => {
    window.name = `${unmarked()} planRevived:${Date.now()}`;
    for (const act of ["move", "step"]) {
      const before = page[act];
      page[act] = (...given) => { before(...given); leave(); };
    }
    leave();
  };
  // A page that is shown is worth more than the browser's own word that nothing answers.
  let dead = false;
  const revive = async () => {
    say("away");
    while (!await answers()) await new Promise((resolve) => setTimeout(resolve, AGAIN));
    reload();
  };
  const die = () => {
    if (dead) return;
    dead = true;
    if (Date.now() - last > APART) revive();
    else say("lost");
  };
  button.addEventListener("click", revive);

  let away = 0;
  const look = () => {
    if (state() === "DISCONNECTED_FOREVER") die();
    if (dead) return;
    if (state() !== "CONNECTED") {
      away ||= setTimeout(() => say("away"), AWAY);
      return;
    }
    clearTimeout(away);
    away = 0;
    if (said === "away") say("");
  };
  new MutationObserver(look).observe(app, { attributeFilter: ["data-test-connection-state"] });

  // Streamlit's errors lie over the page: the line says the same in the reader's language.
  const failed = () => [...document.querySelectorAll('[data-testid="stDialog"]')]
    .find((dialog) => ERRORS.some((title) => dialog.textContent.includes(title)));
  let broken = 0;
  new MutationObserver(() => {
    const dialog = failed();
    if (dialog && state() !== "CONNECTED") dialog.querySelector('[aria-label="Close"]')?.click();
    else if (dialog) broken ||= setTimeout(() => { broken = 0; if (failed()) die(); }, BROKEN);
  }).observe(document.body, { childList: true, subtree: true });
  new MutationObserver(() => say(said))
    .observe(document.documentElement, { attributeFilter: ["lang"] });

  if (Date.now() - last < APART) {
    say("revived");
    setTimeout(() => { if (said === "revived") say(""); }, TOLD);
  }
  look();
})();
