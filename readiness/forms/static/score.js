// The score of one answer sheet, from spec and state alone; the same arithmetic as scoring.py, audit/tally.py,
// explanation.py and recommend.py in readiness/. Golden vectors made by Python hold both together.
function interpolate(points, value) {
  const at = points.filter(([x]) => x <= value).length;
  if (at === 0) return points[0][1];
  if (at === points.length) return points[at - 1][1];
  const [[x0, y0], [x1, y1]] = [points[at - 1], points[at]];
  return y0 + ((y1 - y0) * (value - x0)) / (x1 - x0);
}

// An unanswered profile field never removes an item.
export function applies(item, profile) {
  return !item.ask_if || profile[item.ask_if] !== false;
}

export function attainedBy(item, answer, profile) {
  if (typeof answer === "string") return item.options?.find((o) => o.id === answer)?.score ?? null;
  if (!item.points?.length || !item.range) return null;
  if (item.normalise_by) {
    const divisor = profile[item.normalise_by];
    return divisor ? interpolate(item.points, answer / divisor) : null;
  }
  return answer >= item.range[0] && answer <= item.range[1] ? interpolate(item.points, answer) : null;
}

function itemState(item, state) {
  const row = { id: item.id, state: "open", reason: "", attained: null };
  if (!applies(item, state.profile)) return { ...row, state: "not_applicable", reason: "profile" };
  const measured = state.measured?.[item.id];
  if (measured) return { ...row, state: "answered", attained: measured.attained };
  const answer = state.answers[item.id]?.answer;
  if (answer === undefined) return { ...row, reason: "unanswered" };
  if (answer === "not_applicable") return { ...row, state: "not_applicable", reason: "respondent" };
  if (answer === "unknown") return { ...row, reason: "unknown" };
  const attained = attainedBy(item, answer, state.profile);
  if (attained === null) return { ...row, reason: "profile_missing" };
  return { ...row, state: "answered", attained };
}

const byId = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const sum = (rows, of) => rows.reduce((total, row) => total + of(row), 0);

export function outcome(spec, state) {
  const { scheme } = spec;
  const scale = 10 ** scheme.digits;
  const rounded = (value) => (value === null ? null : Math.round(value * scale) / scale);
  const about = Object.fromEntries(spec.items.map((item) => [item.id, item]));
  const rows = spec.items.map((item) => ({ ...itemState(item, state), item }));
  const parts = spec.dimensions.map(({ id, weight }) => {
    const inside = rows.filter((row) => row.item.dimension === id && row.state !== "not_applicable");
    const known = inside.filter((row) => row.state === "answered");
    const full = sum(inside, (row) => row.item.weight);
    const part = sum(known, (row) => row.item.weight);
    const total = sum(known, (row) => row.attained * row.item.weight);
    return {
      id,
      weight,
      full,
      part,
      value: part > 0 ? total / part : null,
      low: full > 0 ? total / full : null,
      high: full > 0 ? (total + 100 * (full - part)) / full : null,
      coverage: full > 0 ? part / full : 0,
    };
  });
  const mean = (of, among) => {
    const used = parts.filter(among);
    const weight = sum(used, (p) => p.weight);
    return weight > 0 ? rounded(sum(used, (p) => of(p) * p.weight) / weight) : null;
  };
  const asked = (p) => p.full > 0;
  const answered = (p) => p.part > 0;
  const value = mean((p) => p.value, answered);
  const coverage = mean((p) => p.coverage, asked) ?? 0;
  const must = rows.filter((row) => row.item.must && row.state !== "not_applicable");
  const failing = must.filter((row) => row.state === "answered" && row.attained < row.item.must.threshold);
  const unclear = must.some((row) => row.state === "open");
  const capped = (number, when) => (number !== null && when ? Math.min(number, scheme.must_cap) : number);
  const uncapped = coverage + 1e-12 < scheme.coverage_floor ? null : value;
  const final = capped(uncapped, failing.length > 0);
  const answeredWeight = sum(parts.filter(answered), (p) => p.weight);
  const items = rows.map(({ id, state: kind, reason, attained, item }) => {
    const part = parts.find((p) => p.id === item.dimension);
    const share =
      kind === "answered" && answeredWeight > 0 ? ((item.weight / part.part) * part.weight) / answeredWeight : 0;
    return { id, state: kind, reason, attained, share, contribution: kind === "answered" ? share * attained : null };
  });
  const dimensions = parts.map(({ id, weight, value: own, low, high, coverage: covered }) => ({
    id,
    weight,
    value: rounded(own),
    low: rounded(low),
    high: rounded(high),
    coverage: rounded(covered),
    shown: own !== null && rounded(covered) >= scheme.dimension_floor,
  }));
  const shown = dimensions.filter((d) => d.shown);
  return {
    value: final,
    low: capped(
      mean((p) => p.low, asked),
      failing.length > 0 || unclear,
    ),
    high: capped(
      mean((p) => p.high, asked),
      failing.length > 0,
    ),
    coverage,
    band: final === null ? "" : (scheme.bands.filter((b) => final >= b.start).at(-1)?.id ?? ""),
    uncapped,
    capped_by: failing.map((row) => row.id).sort(byId),
    dimensions,
    clarify: rows
      .filter((row) => row.state === "open")
      .sort((a, b) => !a.item.must - !b.item.must || b.item.weight - a.item.weight || byId(a.id, b.id))
      .map((row) => row.id),
    weakest: shown.length ? shown.reduce((least, d) => (d.value < least.value ? d : least)).id : null,
    items,
    actions: actions(spec, rows, about),
    breaches: [],
    open_rules: [],
    gaps: [],
    law_as_of: null,
    report: null,
  };
}

function actions(spec, rows, about) {
  const attained = Object.fromEntries(rows.filter((r) => r.state === "answered").map((r) => [r.id, r.attained]));
  const found = [];
  for (const { id, item, impact, effort_hours } of spec.recommendations) {
    const points = attained[item];
    if (points === undefined) continue;
    const duty = about[item].must && points < about[item].must.threshold;
    if (duty || points < spec.below) found.push({ id, reason: duty ? "duty" : "weak", item, impact, effort_hours });
  }
  const rank = spec.scheme.impact;
  return found.sort(
    (a, b) =>
      byId(a.reason, b.reason) || // a duty before a weak score: the alphabet happens to agree with recommend.REASONS
      rank[b.impact] - rank[a.impact] ||
      a.effort_hours - b.effort_hours ||
      attained[a.item] - attained[b.item] ||
      byId(a.id, b.id),
  );
}
