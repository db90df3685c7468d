// The panel of levers: real range inputs beside exact entries, live while they move.
// Every move goes to window.planPage, which keeps the address; what the address says comes back
// through show().

const MINUS = "−";

// Every step between the ends, the marks, and the value where it stands off them all.
const stopsOf = (lever, marks, value) => {
  const count = Math.floor((lever.max - lever.min) / lever.step + 1e-9);
  const grid = Array.from({ length: count + 1 }, (_, i) => +(lever.min + i * lever.step).toFixed(6));
  return [...new Set([...grid, ...marks, lever.max, value])].sort((a, b) => a - b);
};

const numbers = (language) => {
  const format = new Intl.NumberFormat(language, { maximumFractionDigits: 12 });
  const [group, decimal] = language === "vi" ? [".", ","] : [",", "."];
  const read = (text, group, decimal) => {
    const whole = `(?:[1-9]\\d{0,2}(?:\\${group}\\d{3})+|\\d+)`;
    const shape = new RegExp(`^[+-]?(?:${whole}(?:\\${decimal}\\d*)?|\\${decimal}\\d+)$`);
    return shape.test(text) ? +text.replaceAll(group, "").replace(decimal, ".") : NaN;
  };
  return {
    write: (number) => format.format(number).replace("-", MINUS),
    // As ui/text/numbers.py: what can only be the other convention is read so.
    parse: (text) => {
      const plain = text.replace(/\s/g, "").replace(MINUS, "-").replace(/%$/, "");
      const own = read(plain, group, decimal);
      return Number.isNaN(own) ? read(plain, decimal, group) : own;
    },
  };
};

const create = (root) => {
  const { levers, counted, language } = JSON.parse(root.dataset.panel);
  const { write, parse } = numbers(language);
  const resets = [...root.querySelectorAll("a[data-set]")].map((link) => ({
    box: link.parentElement, keys: [...new URLSearchParams(link.dataset.set).keys()],
  }));
  const values = {};
  const stops = {};
  const parts = {};
  for (const row of root.querySelectorAll("[data-lever]")) {
    const find = (selector) => row.querySelector(selector);
    const ticks = [...row.querySelectorAll(".ticks i")];
    parts[row.dataset.lever] = {
      slider: find("[type=range]"), box: find("[type=text]"), refused: find(".refused"),
      ticks, marks: ticks.map((tick) => +tick.dataset.at),
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
      counter.textContent = changed ? `· ${counted.replace("{count}", changed)}` : "";
    }
    for (const { box, keys } of resets) box.hidden = !keys.some(isChanged);
  };

  const accept = (key, value) => {
    parts[key].refused.hidden = true;
    values[key] = value;
    paint(key);
    window.planPage.move(key, value);
    count();
  };

  root.addEventListener("input", ({ target }) => {
    const key = target.closest("[data-lever]")?.dataset.lever;
    if (target.type === "range") accept(key, stops[key][+target.value]);
  });
  root.addEventListener("change", ({ target }) => {
    if (target.type !== "text") return;
    const key = target.closest("[data-lever]").dataset.lever;
    const { min, max } = levers[key];
    const value = parse(target.value);
    if (value >= min && value <= max) {
      stops[key] = stopsOf(levers[key], parts[key].marks, value);
      accept(key, value);
    } else {
      const { refused } = parts[key];
      refused.textContent = target.dataset.refused.replace("{value}", target.value.slice(0, 80));
      refused.hidden = false;
    }
  });
  root.addEventListener("click", ({ target }) => {
    const button = target.closest(".ask");
    if (!button) return;
    const help = document.getElementById(button.getAttribute("aria-controls"));
    help.hidden = !help.hidden;
    button.setAttribute("aria-expanded", !help.hidden);
  });

  return {
    // `query` names every lever, as the address of a settled page does.
    show(query) {
      for (const key of Object.keys(levers)) {
        const { min, max } = levers[key];
        const given = Number(query.get(key) ?? NaN);
        const value = given >= min && given <= max ? given : planOf(key);
        if (value === values[key]) continue;
        parts[key].refused.hidden = true;
        values[key] = value;
        stops[key] = stopsOf(levers[key], parts[key].marks, value);
        paint(key);
      }
      count();
    },
  };
};

export default ({ parentElement }) => {
  window.planPanel = create(parentElement.querySelector(".levers"));
  window.planPage?.attach(window.planPanel);
};
