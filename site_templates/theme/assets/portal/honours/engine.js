// What became of a title, and what it is on any day: the same as generator/register/history.py says, which tells why.
// tests/cases/register.yml and random histories hold both to it.
(function () {
  'use strict';
  const honours = window.portalHonours = window.portalHonours || {};

  const ENDING = ['摘牌', '撤销', '整份决定撤销', '合并终止'];
  const MOVING = ['更名', '改制承继'];
  const NONE = { status: 'none', unit: '', tier: '', since: '', until: '', reviewed: '', ended: '', into: '' };

  honours.held = now => now.status === 'held' || now.status === 'warned';

  // What a title becomes by a step.
  honours.after = function (now, step) {
    if (step.kind === '命名') {
      return Object.assign({}, NONE, { status: 'held', unit: step.name, tier: step.tier, since: step.day, reviewed: step.day });
    }
    if (step.kind === '恢复') return now.ended ? Object.assign({}, now, { status: 'held', since: step.day, ended: '', into: '' }) : now;
    if (!honours.held(now)) return now;
    if (ENDING.indexOf(step.kind) >= 0) {
      const into = step.kind === '合并终止' ? step.name : '';
      return Object.assign({}, now, { status: 'ended', since: step.day, until: '', ended: step.kind, into });
    }
    if (MOVING.indexOf(step.kind) >= 0) return Object.assign({}, now, { unit: step.name });
    if (step.kind === '限期整改') return Object.assign({}, now, { status: 'warned', until: step.until });
    const tier = step.kind === '复查保留' ? now.tier : step.tier;
    return Object.assign({}, now, { status: 'held', tier, until: '', reviewed: step.day });
  };

  // When every step up to and on that day has happened; days are written 2024-11-04.
  honours.state = (steps, day) => steps.reduce((now, step) => step.day <= day ? honours.after(now, step) : now, NONE);

  // The year of the next review, so many years after the naming or the last one; 0 where there is none.
  honours.dueYear = (now, years) => honours.held(now) && years ? Number(now.reviewed.slice(0, 4)) + years : 0;
})();
