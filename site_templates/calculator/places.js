// Where a question stands, named as the form names it.
var Places = (() => {
  const BESIDE = Object.assign(Object.create(null), {
    veto: '否决条件', except: '否决条件', fact: '单位情况', condition: '等次条件',
  });
  const kept = new WeakMap();

  // Every section, one before those in it; every item of a section; every row of the form.
  const sectionsIn = (sections) => [].concat(...sections.map((one) => [one].concat(sectionsIn(one.sections || []))));
  const sections = (scheme) => sectionsIn(scheme.rubric.sections);
  const items = (section) => [].concat(...sectionsIn([section]).map((one) => one.items || []));
  const rows = (scheme) => PortalEngine.items(scheme).concat((scheme.rubric.bonus || { items: [] }).items);

  // Each row's name: its number, and the section where numbers begin anew in each or are not printed.
  function named(scheme) {
    if (kept.has(scheme)) return kept.get(scheme);
    const names = Object.create(null);
    const found = [].concat(...sections(scheme).map((section) => (
      (section.items || []).map((item, at) => ({ item: item, section: section, at: at + 1 }))
    )));
    const numbers = found.map((one) => one.item.number);
    const plain = new Set(numbers).size === numbers.length && numbers.every((number) => number !== undefined);
    found.forEach((one) => { names[one.item.id] = { section: plain ? '' : one.section.title, number: numbered(one) }; });
    (scheme.rubric.bonus || { items: [] }).items.forEach((item) => { names[item.id] = { section: '', number: item.title }; });
    kept.set(scheme, names);
    return names;
  }

  // A single item without a number is named by its section alone.
  function numbered(one) {
    if (one.item.number === undefined && one.section.items.length === 1) return '';
    const number = one.item.number === undefined ? String(one.at) : one.item.number;
    return /^[0-9０-９]+$/.test(number) ? `第${number}项` : number;
  }

  // The row or the block in which a question, a row or a reading stands.
  function found(scheme, ref) {
    const [owner] = ref.split('.');
    if (ref === 'bonus') return { section: '', number: '加分是否计入等次' };
    return BESIDE[owner] && ref !== owner ? { section: '', number: BESIDE[owner] } : named(scheme)[owner];
  }

  function place(scheme, ref) {
    const one = found(scheme, ref);
    return one.section + one.number;
  }

  // Several places, each once; a section is named before the first of its rows.
  function list(scheme, refs) {
    const all = refs.map((ref) => found(scheme, ref));
    return all.filter((one, at) => all.indexOf(one) === at || !one.section).reduce((said, one, at, each) => {
      const again = at > 0 && each[at - 1].section === one.section;
      const text = again ? one.number : one.section + one.number;
      return said.indexOf(text) >= 0 && !one.section ? said : said.concat(text);
    }, []).join('、');
  }

  return { place: place, list: list, sections: sections, items: items, rows: rows };
})();
