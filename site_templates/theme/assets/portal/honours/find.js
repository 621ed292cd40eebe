// Which titles are looked for: by part of a unit's name, whatever it was called, or by the number of the title.
(function () {
  'use strict';
  const honours = window.portalHonours;
  const { fold } = window.portalSearch;

  // What is copied with a name, and what a union adds to the name of its unit, is not looked for.
  const AROUND = /[\s"'()<>《》,，.。、;；:：!！?？]+/;
  const UNION = /(..)工会(委员会)?$/;

  honours.terms = words => words.split(/\s+/).map(fold).join(' ').split(AROUND)
    .map(word => word.replace(UNION, '$1')).filter(Boolean);

  // How well the title fits: 3 the name on that day begins so, 2 holds it, 1 another name or the number, 0 not at all.
  function fits(title, now, terms) {
    const at = title.names.indexOf(now.unit);
    const holds = name => terms.every(term => name.indexOf(term) >= 0);
    if (holds(title.folded[at])) return title.folded[at].indexOf(terms[0]) === 0 ? 3 : 2;
    return title.folded.some(holds) || (terms.length === 1 && terms[0] === title.number) ? 1 : 0;
  }

  const STATUS = {
    held: now => honours.held(now),
    warned: now => now.status === 'warned',
    ended: now => now.status === 'ended',
  };

  function chosen(title, now, asked, [award, tier]) {
    const roll = title.roll;
    return (!roll.demo || asked.demo)
      && (!asked.series || roll.series === asked.series)
      && (!asked.district || title.district === asked.district)
      && (!asked.year || roll.day.slice(0, 4) === asked.year)
      && (!award || (award === roll.series + '/' + title.award && (!tier || now.tier === tier)))
      && (!asked.status || STATUS[asked.status](now));
  }

  // Due in the year of that day or before it.
  function due(title, now, day) {
    const year = honours.due(title, now);
    return year > 0 && year <= Number(day.slice(0, 4));
  }

  // The titles that are asked for on a day, those that fit best first, by unit: [{ name, titles: [...] }], and how many.
  honours.find = function (titles, asked, day) {
    const terms = honours.terms(asked.q);
    const award = asked.award.split(':'); // and a tier
    const fitting = [[], [], [], []];
    let count = 0;
    titles.forEach(title => {
      const now = honours.stateOn(title, day);
      if (now.status === 'none' || !chosen(title, now, asked, award) || (asked.due && !due(title, now, day))) return;
      const rank = terms.length ? fits(title, now, terms) : 2;
      if (!rank) return;
      fitting[rank].push(title);
      count += 1;
    });
    const units = new Map();
    fitting.reverse().forEach(some => some.forEach(title => {
      const unit = units.get(title.key);
      if (unit) unit.titles.push(title);
      else units.set(title.key, { name: title.now.unit, district: title.district, titles: [title] });
    }));
    return { units: Array.from(units.values()), count };
  };
})();
