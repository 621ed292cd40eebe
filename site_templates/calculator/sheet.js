// The answers of one unit, and what was said beside them. Only what people said is kept: what follows from it
// the engine infers.
class Sheet {
  constructor(scheme, kinds) {
    this.scheme = scheme;
    this.kinds = kinds || [];
    this.links = PortalEngine.links(scheme);
    this.rows = Places.rows(scheme);
    this.clear();
  }

  clear() {
    this.unit = '';
    this.kind = this.kinds.length === 1 ? this.kinds[0] : null;
    this.answers = Object.create(null);
    this.readings = [];
    this.assessed = Object.create(null);
    this.evidence = Object.create(null);
    this.changed();
  }

  // Results are counted once for a state of the sheet.
  changed() {
    this.counted = null;
    this.column = undefined;
  }

  result() {
    if (!this.counted) this.counted = PortalEngine.score(this.scheme, this.answers, this.readings);
    return this.counted;
  }

  // The assessor's result, or null where no assessor has said anything.
  assessment() {
    if (this.column === undefined) {
      const given = Object.keys(this.assessed).some((id) => 'points' in this.assessed[id] || 'met' in this.assessed[id]);
      this.column = given ? PortalEngine.assessed(this.scheme, this.answers, this.assessed, this.readings) : null;
    }
    return this.column;
  }

  // Answers a question, or takes its answer back (null). Other answers that force the contrary are
  // taken back with it, and then follow from this one: so no two answers ever contradict each other.
  answer(ref, value) {
    this.forcing(ref, value).forEach((other) => { delete this.answers[other]; });
    delete this.answers[ref];
    if (value !== null) this.answers[ref] = value;
    this.changed();
    this.settle();
  }

  // A fact can make an older answer count that contradicts others: as in the engine, the yes stays.
  settle() {
    const conflicts = this.result().conflicts;
    conflicts.forEach((pair) => { delete this.answers[pair[1]]; });
    if (conflicts.length) this.changed();
  }

  // Whether an answer to this question says anything of others: it certainly applies to the unit.
  tells(ref) {
    return (this.links.when[ref] || []).every((fact) => this.answers[`fact.${fact}`] === true);
  }

  // The answers that settle this question as something else than `value`. Where it may not apply,
  // its own answer and those to others do not touch each other.
  forcing(ref, value) {
    if (!(ref in this.links.forward)) return [];
    if (!this.tells(ref) && (value !== null || ref in this.answers)) return [];
    const reach = (from, over) => Array.from(PortalEngine.reach(from, over));
    const said = (refs, state) => refs.filter((other) => (
      other !== ref && this.answers[other] === state && this.tells(other)
    ));
    const follows = reach([ref], this.links.forward);
    const apart = reach([].concat(...follows.map((one) => this.links.apart[one])), this.links.back);
    const toYes = value === true ? [] : said(reach([ref], this.links.back), true);
    const toNo = value === false ? [] : said(follows, false).concat(said(apart, true));
    return toYes.concat(toNo);
  }

  // Takes a reading otherwise, or as it stands. They stand in the order of the form, as when they are read again.
  read(ref, otherwise) {
    this.readings = this.choices().filter((one) => (one === ref ? otherwise : this.readings.indexOf(one) >= 0));
    this.changed();
  }

  // What an assessor says of an item: points, met, reason; what is empty is taken back.
  assess(id, entry) {
    const said = Object.keys(entry).filter((key) => entry[key] !== null && entry[key] !== '');
    if (said.length) this.assessed[id] = said.reduce((made, key) => Object.assign(made, { [key]: entry[key] }), {});
    else delete this.assessed[id];
    this.changed();
  }

  note(id, text) {
    if (text) this.evidence[id] = text;
    else delete this.evidence[id];
  }

  // Takes over a sheet that was kept or opened, less what this rubric does not ask or cannot mean: how much that was.
  // What was `typed` on this very form stays though it makes no sense: the page says beside it why it does not count.
  restore(state, typed) {
    this.clear();
    this.unit = state.unit;
    if (this.kinds.indexOf(state.kind) >= 0) this.kind = state.kind;
    this.asked().forEach((question) => {
      const answer = this.fitting(state.answers, question);
      if (answer !== null) this.answers[question.ref] = answer;
    });
    if (!typed) Object.keys(this.result().invalid).forEach((ref) => { delete this.answers[ref]; });
    this.readings = this.choices().filter((ref) => state.readings.indexOf(ref) >= 0);
    this.rows.forEach((row) => {
      if (row.id in state.assessed) this.assessed[row.id] = Object.assign({}, state.assessed[row.id]);
      this.note(row.id, row.id in state.evidence ? state.evidence[row.id] : '');
    });
    this.changed();
    this.settle();
    const column = typed ? null : this.assessment();
    if (column) {
      Object.keys(column.invalid).forEach((id) => this.assess(id, { reason: this.assessed[id].reason || null }));
    }
    const entries = (one) => ['answers', 'readings', 'assessed', 'evidence']
      .reduce((sum, key) => sum + Object.keys(one[key]).length, one.kind === null ? 0 : 1);
    return state.left + Math.max(0, entries(state) - entries(this));
  }

  // Every question that the rubric asks, and its elements where it has any.
  asked() {
    const plain = Object.keys(this.links.forward).concat(
      this.scheme.vetoes.filter((veto) => veto.exception).map((veto) => `except.${veto.id}`),
      (this.scheme.rubric.facts || []).map((fact) => `fact.${fact.id}`),
      ...this.scheme.tiers.map((tier) => (
        (tier.conditions || []).filter((condition) => condition.ask).map((condition) => `condition.${condition.id}`)
      )),
    );
    const ofRules = this.rows.map((row) => (row.rules || []).map((rule) => (
      { ref: `${row.id}.${rule.id}`, elements: rule.each || rule.parts || null }
    )));
    return plain.map((ref) => ({ ref: ref, elements: null })).concat(...ofRules);
  }

  // Every reading that can be taken otherwise.
  choices() {
    const bonus = this.scheme.rubric.bonus;
    const ofRows = this.rows.map((row) => (
      (row.readings || []).filter((reading) => reading.otherwise).map((reading) => `${row.id}.${reading.id}`)
    ));
    return [].concat(...ofRows, bonus && bonus.counts === 'unsaid' ? ['bonus'] : []);
  }

  // The rule as the readings that are taken otherwise have it.
  rule(row, rule) {
    return (row.readings || []).filter((reading) => this.readings.indexOf(`${row.id}.${reading.id}`) >= 0)
      .reduce((now, reading) => reading.otherwise.rules.filter((other) => other.id === rule.id)[0] || now, rule);
  }

  // The kept answer of a question; of one by elements, what the elements of today can take.
  fitting(answers, question) {
    const answer = Sheet.own(answers, question.ref);
    if (!question.elements || answer === null || typeof answer !== 'object') return answer;
    const kept = question.elements.filter((element) => Sheet.own(answer, element.id) !== null);
    return kept.length ? kept.reduce((all, one) => Object.assign(all, { [one.id]: answer[one.id] }), {}) : null;
  }

  static own(object, key) {
    return Object.prototype.hasOwnProperty.call(object, key) ? object[key] : null;
  }

  state(digest) {
    return {
      rubric: this.scheme.id,
      digest: digest,
      engine: this.scheme.engine,
      unit: this.unit,
      kind: this.kind,
      answers: Object.assign({}, this.answers),
      readings: this.readings.slice(),
      assessed: Object.assign({}, this.assessed),
      evidence: Object.assign({}, this.evidence),
    };
  }

  get empty() {
    const chosen = this.kinds.length > 1 && this.kind !== null;
    return !this.unit && !chosen && !this.readings.length &&
      ![this.answers, this.assessed, this.evidence].some((said) => Object.keys(said).length);
  }
}
