// Reads a typed number as ui/text/typed.py does; `rules` are its description, `words` the folded
// units that may stand behind it.
const readTyped = (text, rules, words) => {
  const signs = new Map();
  for (const [all, one] of [[rules.unseen, ""], [rules.dashes, "-"], [rules.pluses, "+"], [rules.blanks, " "]]) {
    for (const sign of all) signs.set(sign, one);
  }
  const clean = (text) => Array.from(text, (sign) => signs.get(sign) ?? sign).join("");
  const trim = (text) => text.replace(/^ +| +$/g, "");
  const fold = (text) => clean(text).normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "")
    .replaceAll("đ", "d").replaceAll("y", "i").replaceAll(" ", "");
  const none = { number: null, other: null, grouped: false, unit: "" };

  const plain = trim(clean(text));
  const numeric = /^[-+0-9., ]*/.exec(plain)[0];
  const digits = trim(numeric.replace(/ *([^0-9 ]) */g, "$1")).replace(/ +/g, " ");
  const unit = plain.slice(numeric.length).replace(/[ .]+$/, "");
  const [own, other] = rules.shapes.map(([shape, group, decimal]) => {
    if (!new RegExp(`^${shape}$`).test(digits)) return null;
    return +digits.replaceAll(group, "").replaceAll(" ", "").replace(decimal, ".") + 0;
  });
  const number = own ?? other;
  if (number === null || Math.abs(number) >= rules.largest) return none;
  if (unit && !words.includes(fold(unit))) return /[0-9+-]/.test(unit) ? none : { ...none, unit };
  if (own === null || other === null || own === other) return { ...none, number };
  return { number, other, grouped: Math.abs(own) > Math.abs(other), unit: "" };
};
