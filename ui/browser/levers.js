// The panel of levers: real range inputs beside exact entries, live while they move.
// Every move goes to window.planPage, which keeps the address; what the address says comes back
// through show(). Typed numbers are read by typed.js.

const MINUS = "−";

// Every step between the ends, the marks, and the value where it stands off them all.
const stopsOf = (lever, marks, value) => {
  const count = Math.floor((lever.max - lever.min) / lever.step + 1e-9);
  const grid = Array.from({ length: count + 1 }, (_, i) => +(lever.min + i * lever.step).toFixed(6));
  return [...new Set([...grid, ...marks, lever.max, value])].sort((a, b) => a - b);
};

const writer = (language, useGrouping) => {
  const format = new Intl.NumberFormat(language, { maximumFractionDigits: 12, useGrouping });
  return (number) => format.format(number).replace("-", MINUS);
};

const fill = (words, values) => words.replace(/\{(\w+)\}/g, (place, key) => values[key] ?? place);

// What stands there already is not written again: the browser would lay it out anew.
const say = (place, text) => { if (place.textContent !== text) place.textContent = text; };

const create = (root) => {
  const { levers, words, rules, language } = JSON.parse(root.dataset.panel);
  const write = writer(language, true);
  const ungrouped = writer(language, false);
  const resets = [...root.querySelectorAll("a[data-set]")].map((link) => ({
    link, keys: [...new URLSearchParams(link.dataset.set).keys()],
  }));
  const changes = root.querySelector(".changes");
  const values = {};
  const stops = {};
  const parts = {};
  for (const row of root.querySelectorAll("[data-lever]")) {
    const find = (selector) => row.querySelector(selector);
    const ticks = [...row.querySelectorAll(".ticks i")];
    parts[row.dataset.lever] = {
      slider: find("[type=range]"), box: find("[type=text]"), refused: find(".refused"),
      cost: find(".cost"), change: changes.querySelector(`[data-change="${row.dataset.lever}"]`),
      take: find(".refused button"), ticks, marks: ticks.map((tick) => +tick.dataset.at),
      typed: false, // something that was not read yet
      told: false, // a press was stopped by what cannot be read
    };
  }

  const planOf = (key) => levers[key].plan;
  const isChanged = (key) => values[key] !== planOf(key);

  const paint = (key) => {
    const { slider, box, ticks, marks, refused } = parts[key];
    const last = stops[key].length - 1;
    const place = (value) => stops[key].indexOf(value) / last;
    slider.max = last;
    slider.value = stops[key].indexOf(values[key]);
    slider.setAttribute("aria-valuetext", write(values[key]));
    slider.style.setProperty("--at", place(values[key]));
    ticks.forEach((tick, i) => tick.style.setProperty("--at", place(marks[i])));
    if (refused.hidden) box.value = write(values[key]);
  };

  const count = () => {
    for (const title of root.querySelectorAll("details > summary")) {
      const counter = title.querySelector(".count");
      if (!counter) continue;
      const rows = title.parentElement.querySelectorAll("[data-lever]");
      const changed = [...rows].filter((row) => isChanged(row.dataset.lever)).length;
      say(counter, changed ? `· ${fill(words.counted, { count: changed })}` : "");
    }
    for (const { link, keys } of resets) {
      const unused = !keys.some(isChanged);
      if (unused && document.activeElement === link) placeBeside(link).focus({ preventScroll: true });
      link.classList.toggle("unused", unused);
    }
    listChanges();
  };
  // Where the focus goes when a way back was taken and is no longer there.
  const placeBeside = (link) =>
    link.closest("[data-lever]")?.querySelector("[type=range]") ??
    link.closest("details")?.querySelector("summary") ?? changes;
  const listChanges = () => {
    const off = Object.keys(levers).filter(isChanged);
    for (const key of Object.keys(levers)) {
      const { change } = parts[key];
      if (change.hidden === isChanged(key)) change.hidden = !change.hidden;
      say(change.querySelector("b"), write(values[key]));
    }
    const title = fill(words.levers_changed, { count: off.length });
    changes.querySelector(".none").hidden = off.length > 0;
    changes.querySelector(".some").hidden = off.length === 0;
    say(changes.querySelector(".some b"), title);
    changes.querySelector("ul").setAttribute("aria-label", title);
  };

  const settle = (key) => {
    const part = parts[key];
    part.typed = part.told = false;
    part.refused.hidden = true;
    part.box.removeAttribute("aria-invalid");
  };

  // One drag, one held key, one burst of a key until the page shows what it gave, one number typed:
  // each is one change of the hand, which undo takes back at once.
  const hand = { slider: null, pressed: "" };
  const takeUp = (slider = null, pressed = "") => {
    window.planPage.hand += 1;
    Object.assign(hand, { slider, pressed });
  };

  const accept = (key, value) => {
    settle(key);
    values[key] = value;
    paint(key);
    window.planPage.move(key, value);
    count();
  };
  const set = (key, value) => {
    takeUp();
    stops[key] = stopsOf(levers[key], parts[key].marks, value);
    accept(key, value);
  };

  // What is refused stays in its box; a reading in range that it could have is one press away.
  const refuse = (key, read) => {
    const { box, refused, take } = parts[key];
    const { min, max, label, low, high, unit } = levers[key];
    const asks = read.number !== null && read.other !== null && read.other >= min && read.other <= max;
    const kind = asks ? "typed_asked" : read.unit ? "typed_unit" : "lever_refused";
    const how = words[read.grouped ? "typed_thousands" : "typed_decimal"];
    const other = asks ? ungrouped(read.other) : "";
    const number = asks ? fill(words.typed_read, { number: ungrouped(read.number), how }) : "";
    refused.querySelector("span").textContent = fill(words[kind], {
      lever: label, name: label, value: box.value.slice(0, 80), low, high,
      unit: read.unit.slice(0, 80), allowed: unit, read: number, other,
    });
    take.hidden = !asks;
    take.textContent = fill(words.typed_take, { other });
    take.onclick = () => {
      set(key, read.other);
      box.focus();
    };
    refused.hidden = false;
    box.setAttribute("aria-invalid", "true");
  };

  const readBox = (key) => {
    const part = parts[key];
    const { min, max, units } = levers[key];
    part.typed = part.told = false;
    const found = readTyped(part.box.value, rules, units);
    if (found.number !== null && found.number >= min && found.number <= max) set(key, found.number);
    else refuse(key, found);
  };
  const keyOf = (target) => target.closest("[data-lever]")?.dataset.lever;

  root.addEventListener("input", ({ target }) => {
    const key = keyOf(target);
    if (target.type === "range") {
      accept(key, stops[key][+target.value]);
      window.planAhead?.show(key, values[key]);
    }
    if (target.type === "text") parts[key].typed = true;
  });
  root.addEventListener("change", ({ target }) => {
    const key = keyOf(target);
    if (target.type === "text" && parts[key].typed) readBox(key);
    if (target.type === "range" && !hand.pressed) takeUp(); // let go, or set by what presses no key
  });
  // A hand that comes to a slider is likely to move it.
  for (const near of ["focusin", "pointerover"]) {
    root.addEventListener(near, ({ target }) => {
      if (target.type === "range") window.planAhead?.take(keyOf(target));
    });
  }
  root.addEventListener("pointerdown", ({ target }) => {
    if (target.type === "range") takeUp(target);
  });
  root.addEventListener("keydown", (event) => {
    const { target, key: pressed, repeat } = event;
    if (target.type === "range") {
      const goesOn = hand.slider === target && hand.pressed === pressed;
      if (!goesOn || (!repeat && window.planPage.still())) takeUp(target, pressed);
    }
    if (target.type !== "text" || pressed !== "Escape") return;
    const key = keyOf(target);
    if (parts[key].typed || !parts[key].refused.hidden) event.preventDefault(); // it is used up
    settle(key);
    paint(key);
  });
  root.addEventListener("click", ({ target }) => {
    const button = target.closest(".ask");
    if (!button) return;
    const help = document.getElementById(button.getAttribute("aria-controls"));
    help.hidden = !help.hidden;
    button.setAttribute("aria-expanded", !help.hidden);
  });

  // What the reader unfolded stays so in the other language.
  const folds = (window.planFolds ??= new Map());
  for (const fold of root.querySelectorAll("details")) fold.open = folds.get(fold.id) ?? fold.open;
  root.addEventListener("toggle", ({ target }) => { folds.set(target.id, target.open); }, true);

  return {
    // What the last run showed: what a lever costs at its setting.
    tell({ lang, costs }) {
      if (lang !== language) return;
      for (const key of Object.keys(levers)) say(parts[key].cost, costs[key] ?? "");
    },
    // `query` names every lever, as the address of a settled page does.
    show(query) {
      for (const key of Object.keys(levers)) {
        const { min, max } = levers[key];
        const given = Number(query.get(key) ?? NaN);
        const value = given >= min && given <= max ? given : planOf(key);
        if (value === values[key]) continue;
        settle(key);
        values[key] = value;
        stops[key] = stopsOf(levers[key], parts[key].marks, value);
        paint(key);
      }
      count();
    },
    // Reads what stands in a box and was not read yet: a press may come before its box knows that
    // it is left.
    read() {
      for (const key of Object.keys(parts)) if (parts[key].typed) readBox(key);
    },
    // Leads to a box that holds what cannot be read; null where there is none. `once`: a text
    // that was led to already lets the press go on.
    stuck(once) {
      const part = Object.values(parts).find(({ refused, told }) => !refused.hidden && !(once && told));
      if (!part) return null;
      part.told = true;
      return part.box;
    },
  };
};

export default ({ parentElement }) => {
  window.planPanel = create(parentElement.querySelector(".levers"));
  window.planPage?.attach(window.planPanel);
};
