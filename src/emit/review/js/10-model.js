/* In:    the data the Rust program wrote: text, units, rules, findings.
   Out:   R.buildModel: findings with UTF-16 places, in groups by unit and in reading order.
   Never: changes the data. */
(() => {
  const WHOLE = "";

  /** From code points, as the data counts, to UTF-16 units, as JavaScript does. */
  function offsetConverter(text) {
    const wide = [];
    let point = 0;
    for (let unit = 0; unit < text.length; unit += 1, point += 1) {
      if (text.codePointAt(unit) > 0xffff) {
        wide.push(point);
        unit += 1;
      }
    }
    if (wide.length === 0) return (offset) => offset;
    return (offset) => offset + R.firstIndex(wide, (position) => position >= offset);
  }

  /** The first index of a sorted list for which the test holds, or its length. */
  R.firstIndex = (list, test) => {
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (test(list[middle])) high = middle;
      else low = middle + 1;
    }
    return low;
  };

  function readPlace(evidence, number, finding, toUnit) {
    const start = toUnit(evidence.span.start);
    // An empty span says that something is missing here: mark one character so that it can be seen.
    const end = Math.max(toUnit(evidence.span.end), start + 1);
    return { evidence, number, finding, start, end, lines: [] };
  }

  function readFinding(raw, toUnit) {
    const finding = { raw, id: raw.id, severity: raw.severity };
    finding.places = raw.evidence.map((evidence, index) => readPlace(evidence, index + 1, finding, toUnit));
    finding.first = finding.places.length > 0 ? finding.places[0].start : 0;
    return finding;
  }

  function emptyGroups(units) {
    const groups = new Map([[WHOLE, { key: WHOLE, unit: null, findings: [] }]]);
    for (const unit of units) groups.set(unit.id, { key: unit.id, unit, findings: [] });
    return groups;
  }

  function putInGroup(groups, finding) {
    const key = finding.raw.unit_ids.length > 0 ? finding.raw.unit_ids[0] : WHOLE;
    if (!groups.has(key)) groups.set(key, { key, unit: { id: key, label: key, title: "" }, findings: [] });
    const group = groups.get(key);
    finding.group = group;
    group.findings.push(finding);
  }

  R.buildModel = (data) => {
    const toUnit = offsetConverter(data.text);
    const findings = data.findings.map((raw) => readFinding(raw, toUnit));
    const groups = emptyGroups(data.units);
    for (const finding of findings) putInGroup(groups, finding);
    const filled = [...groups.values()].filter((group) => group.findings.length > 0);
    for (const group of filled) group.findings.sort((a, b) => a.first - b.first);
    return {
      data,
      toUnit,
      findings,
      groups: filled,
      ordered: filled.flatMap((group) => group.findings),
      byId: new Map(findings.map((finding) => [finding.id, finding])),
      units: new Map(data.units.map((unit) => [unit.id, unit])),
      rules: new Map(Object.entries(data.rules)),
    };
  };

  R.unitName = (unit) => [unit.label, unit.title].filter(Boolean).join(": ");
  R.groupName = (group) => (group.unit ? R.unitName(group.unit) : R.t("wholeDocument"));

  R.ruleTitle = (rule) => {
    const known = R.model.rules.get(rule);
    return (known && R.say(known.title)) || rule;
  };
})();
