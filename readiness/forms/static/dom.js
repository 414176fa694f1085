// Elements and words. Data enters the page only as text nodes and attributes, never as markup.
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key === "value" || key === "checked") node[key] = value;
    else node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

// Text that a person or a file brought along: its own direction, and short enough to stay readable.
export function foreign(text, most = 300) {
  const whole = String(text);
  return el("bdi", { class: "rf-foreign" }, whole.length > most ? `${whole.slice(0, most)} …` : whole);
}

export function wording(spec, language) {
  const texts = spec.texts[language];
  const pick = (map) => (map && typeof map === "object" ? (map[language] ?? map[spec.fallback] ?? "") : (map ?? ""));
  const t = (key, values = {}) => {
    const form = values.count === 1 ? "one" : "many";
    const text = texts[key] ?? texts[`${key}.${form}`] ?? key;
    return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
  };
  // Rounded by the browser in a form whose signs are known, then written with the signs of the language.
  const [decimal, group] = [texts["format.decimal"], texts["format.group"]];
  const written = (value, options) =>
    value.toLocaleString("en-US", options).replace(/[.,]/g, (sign) => (sign === "." ? decimal : group));
  const number = (value, digits = 0) => written(value, { maximumFractionDigits: digits });
  const typed = (value) => written(value, { maximumFractionDigits: 6, useGrouping: false });
  const percent = (value, digits = 0, least = 0) => {
    const options = { style: "percent", minimumFractionDigits: least, maximumFractionDigits: digits };
    return t("format.percent", { value: written(value, options).slice(0, -1) });
  };
  return { language, decimal, pick, t, number, typed, percent };
}

// A number as people write it; the same reading as readiness/forms/typed.py, held together by common vectors. What
// could mean two things is asked, not guessed: 1.234 is a thousand to a German, surely so only where no fraction is
// possible.
export function readNumber(text, decimal, whole = false) {
  const typed = text.replace(/[\t\u00a0\u2009\u202f]/g, " ").replaceAll("\u2019", "'");
  const grouped = whole && /^ *([+-]? *[1-9]\d{0,2}([ .,'])\d{3}(?:\2\d{3})*) *$/.exec(typed);
  if (grouped && grouped[2] !== decimal) return { value: Number(grouped[1].replace(/[ .,']/g, "")) };
  const found = /^ *([+-]?) *(\d+|[1-9]\d{0,2}(?: \d{3})+)(?:([.,])(\d+))? *$/.exec(typed);
  if (!found) return { fault: "not_a_number" };
  const [, sign, digits, separator, rest] = found;
  if (separator && separator !== decimal && rest.length === 3 && digits.length <= 3) return { fault: "ambiguous" };
  const value = Number(`${sign}${digits.replaceAll(" ", "")}${separator ? `.${rest}` : ""}`);
  // Three digits behind the other language's sign may be its thousands: 12,000 is not 12.
  return whole && (rest?.length === 3 || !Number.isInteger(value)) ? { fault: "whole" } : { value };
}
