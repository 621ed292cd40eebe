// The answers of one unit. Only what the user said is kept: what follows from it the engine infers.
class Sheet {
  constructor(scheme) {
    this.scheme = scheme;
    this.links = PortalEngine.links(scheme);
    this.unit = '';
    this.answers = Object.create(null);
  }

  result() {
    return PortalEngine.score(this.scheme, this.answers);
  }

  // Answers a question, or takes its answer back (null). Other answers that force the contrary are
  // taken back with it, and then follow from this one: so no two answers ever contradict each other.
  answer(ref, value) {
    this.forcing(ref, value).forEach((other) => { delete this.answers[other]; });
    delete this.answers[ref];
    if (value !== null) this.answers[ref] = value;
    this.settle();
  }

  // A fact can make an older answer count that contradicts others: as in the engine, the yes stays.
  settle() {
    this.result().conflicts.forEach((pair) => { delete this.answers[pair[1]]; });
  }

  // Whether an answer to this question says anything of others: it certainly applies to the unit.
  tells(ref) {
    return !(ref in this.links.when) || this.answers[`fact.${this.links.when[ref]}`] === true;
  }

  // The answers that settle this question as something else than `value`. Where it may not apply,
  // its own answer and those to others do not touch each other.
  forcing(ref, value) {
    if (!(ref in this.links.forward)) return [];
    if (!this.tells(ref) && (value !== null || ref in this.answers)) return [];
    const said = (refs, state) => Array.from(refs).filter((other) => (
      other !== ref && this.answers[other] === state && this.tells(other)
    ));
    const toYes = value === true ? [] : said(PortalEngine.reach([ref], this.links.back), true);
    const toNo = value === false ? [] : said(PortalEngine.reach([ref], this.links.forward), false);
    return toYes.concat(toNo);
  }

  // Takes over kept answers, less those that this rubric does not ask or cannot mean.
  restore(state) {
    this.unit = state.unit;
    this.answers = Object.create(null);
    this.asked().forEach((question) => {
      const answer = this.fitting(state.answers, question);
      if (answer !== null) this.answers[question.ref] = answer;
    });
    Object.keys(this.result().invalid).forEach((ref) => { delete this.answers[ref]; });
    this.settle();
  }

  // Every question that the rubric asks, and its elements where it has any.
  asked() {
    const plain = Object.keys(this.links.forward).concat((this.scheme.rubric.facts || []).map((fact) => `fact.${fact.id}`));
    const ofRules = PortalEngine.items(this.scheme).map((item) => (item.rules || []).map((rule) => (
      { ref: `${item.id}.${rule.id}`, elements: rule.each || rule.parts || null }
    )));
    return plain.map((ref) => ({ ref: ref, elements: null })).concat(...ofRules);
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
    return { rubric: this.scheme.id, digest: digest, unit: this.unit, answers: Object.assign({}, this.answers) };
  }

  get empty() {
    return !this.unit && !Object.keys(this.answers).length;
  }
}
