// The titles of each edition as its own file hands them over (generator/pages/honours/script.py), made whole.
(function () {
  'use strict';
  const honours = window.portalHonours;
  const { fold } = window.portalSearch;
  const NAMING = ['更名', '改制承继', '合并终止']; // steps that hold the name of a unit

  honours.titles = [];

  honours.add = function (roll) {
    const papers = roll.papers.map(([address, name, number, date]) => ({ address, name, number, date }));
    const text = at => roll.texts[at];

    function step([day, paper, kind, reason, tier, until, name]) {
      return { day, kind: text(kind), paper: papers[paper], reason: text(reason), tier: text(tier), until: text(until), name };
    }

    roll.titles.forEach(([number, unit, award, tier, district, events]) => {
      const steps = (events || []).map(step);
      const naming = { day: roll.day, kind: '命名', paper: papers[roll.decision], reason: '', tier: text(tier), until: '', name: unit };
      // The naming comes first on its day.
      const before = steps.filter(one => one.day < roll.day).length;
      steps.splice(before, 0, naming);
      const names = [unit].concat(steps.filter(one => NAMING.indexOf(one.kind) >= 0).map(one => one.name));
      honours.titles.push({
        roll, number, unit, naming, steps, names,
        award: text(award),
        tier: text(tier),
        district: text(district),
        folded: names.map(fold),
        on: '',
        now: null,
        key: '',
      });
    });
  };

  // What a title is on a day: worked out once for as long as it is asked for the same day.
  honours.stateOn = function (title, day) {
    if (title.on !== day) {
      title.now = honours.state(title.steps, day);
      title.on = day;
      title.key = [title.roll.federation, title.district, title.now.unit].join('\n'); // of the unit
    }
    return title.now;
  };

  honours.due = (title, now) => honours.dueYear(now, title.roll.years);
})();
