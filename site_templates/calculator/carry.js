// Answers of the edition before as answers of this one: the twin of tests/carried.py.
// Which question was which, and why an answer is not taken, was decided when the site was built: here it is followed.
var PortalCarry = (() => {
  const has = (answers, ref) => ref !== undefined && ref in answers;

  // The sheet as the form before understands it, the sheet of this form that it becomes, and what became of each
  // question: taken, part, other, idle, open, refused or new.
  function carry(table, scheme, kinds, state) {
    const then = new Sheet(table.before);
    then.restore(state);
    const refs = Object.keys(table.questions);
    const moved = Object.create(null);
    refs.forEach((ref) => {
      const answer = move(table.questions[ref], then.answers);
      if (answer !== null) moved[ref] = answer;
    });
    const now = new Sheet(scheme, kinds);
    now.restore({
      unit: then.unit,
      kind: state.kind,
      answers: moved,
      readings: Object.keys(table.readings).filter((ref) => then.readings.indexOf(table.readings[ref]) >= 0),
      assessed: Object.create(null),
      evidence: evidence(table, then),
      left: 0,
    });
    const states = Object.create(null);
    refs.forEach((ref) => { states[ref] = became(table.questions[ref], ref, then, moved, now); });
    return { then: then, now: now, states: states };
  }

  const idle = (question, answers) => (question.unless || []).some((fact) => answers[fact] === false);

  // The answer to a question; null where there is none to take over.
  function move(question, answers) {
    if (question.why || !has(answers, question.old) || idle(question, answers)) return null;
    const answer = answers[question.old];
    if (!question.names) return answer;
    if (!SheetShape.isObject(answer)) {
      const name = SheetShape.own(question.names, answer);
      return name === undefined ? null : name;
    }
    const kept = Object.keys(question.names).filter((old) => SheetShape.own(answer, old) !== undefined);
    return kept.length ? kept.reduce((all, old) => Object.assign(all, { [question.names[old]]: answer[old] }), {}) : null;
  }

  function became(question, ref, then, moved, now) {
    if (!question.old) return 'new';
    if (question.why) return 'other';
    if (!has(then.answers, question.old)) return 'open';
    if (idle(question, then.answers)) return 'idle';
    if (!has(now.answers, ref)) return has(moved, ref) ? 'refused' : 'open';
    return question.lacks ? 'part' : 'taken';
  }

  // Notes on evidence go with their items; what an assessor said was said of the edition before.
  function evidence(table, then) {
    return Object.keys(table.rows).filter((id) => has(then.evidence, table.rows[id].old)).reduce((all, id) => (
      Object.assign(all, { [id]: then.evidence[table.rows[id].old] })
    ), Object.create(null));
  }

  return { carry: carry };
})();
