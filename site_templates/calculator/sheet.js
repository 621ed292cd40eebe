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
  }

  // The answers that settle this question as something else than `value`.
  forcing(ref, value) {
    if (!(ref in this.links.forward)) return [];
    const said = (refs, state) => (
      Array.from(refs).filter((other) => other !== ref && this.answers[other] === state)
    );
    const toYes = value === true ? [] : said(PortalEngine.reach([ref], this.links.back), true);
    const toNo = value === false ? [] : said(PortalEngine.reach([ref], this.links.forward), false);
    return toYes.concat(toNo);
  }

  // Takes over kept answers, less those that this rubric does not ask or cannot mean.
  restore(state) {
    const refs = Object.keys(this.links.forward)
      .concat((this.scheme.rubric.facts || []).map((fact) => `fact.${fact.id}`))
      .concat(...PortalEngine.items(this.scheme).map((item) => (item.rules || []).map((rule) => `${item.id}.${rule.id}`)));
    this.unit = state.unit;
    this.answers = Object.create(null);
    refs.filter((ref) => Object.prototype.hasOwnProperty.call(state.answers, ref)).forEach((ref) => {
      if (state.answers[ref] !== null) this.answers[ref] = state.answers[ref];
    });
    const found = this.result();
    Object.keys(found.invalid).forEach((ref) => { delete this.answers[ref]; });
    found.conflicts.forEach((pair) => { delete this.answers[pair[1]]; });
  }

  state(digest) {
    return { rubric: this.scheme.id, digest: digest, answers: Object.assign({}, this.answers), unit: this.unit };
  }

  get empty() {
    return !this.unit && !Object.keys(this.answers).length;
  }
}
