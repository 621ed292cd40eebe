// What an answered yes/no question says of others: the twin of generator/score/links.py.
var PortalLinks = (() => {
  const table = () => Object.create(null);

  // `forward[a]` holds what a yes at `a` makes a yes, `back[b]` what a no at `b` makes a no, `apart[a]` what a
  // yes at `a` makes a no; `when[a]` the facts without which an answer at `a` says nothing of others.
  // `questions` are the yes/no defects in the order of the form: {ref, implies, exclusive, when}.
  function between(questions) {
    const links = { forward: table(), back: table(), apart: table(), when: table() };
    questions.forEach((question) => {
      links.forward[question.ref] = question.implies;
      links.back[question.ref] = [];
      links.apart[question.ref] = [];
      if (question.when.length) links.when[question.ref] = question.when;
    });
    questions.forEach((question) => {
      question.implies.forEach((target) => links.back[target].push(question.ref));
      question.exclusive.forEach((partner) => {
        links.apart[question.ref].push(partner);
        links.apart[partner].push(question.ref);
      });
    });
    return links;
  }

  // All that can be reached over the links, the start included.
  function reach(start, over) {
    const found = new Set();
    const pending = start.slice();
    while (pending.length) {
      const ref = pending.pop();
      if (!found.has(ref)) {
        found.add(ref);
        pending.push(...over[ref]);
      }
    }
    return found;
  }

  const partners = (links, refs) => new Set([].concat(...Array.from(refs).map((ref) => links.apart[ref])));

  // Only an answer to a question that certainly applies says anything of others; any other keeps to its own rule.
  const tells = (links, ref, facts) => !(ref in links.when) || links.when[ref].every((fact) => facts[fact] === true);

  // `said` holds the answer to each question, or null. Where a sheet contradicts itself the yes counts.
  function implied(links, said, facts) {
    const refs = Object.keys(links.forward);
    const telling = (state) => refs.filter((ref) => said[ref] === state && tells(links, ref, facts));
    const yeses = telling(true);
    const noes = telling(false);
    const yes = reach(yeses, links.forward);
    const no = reach(noes.concat(...partners(links, yes)).filter((ref) => !yes.has(ref)), links.back);
    const known = table();
    const inferred = table();
    refs.forEach((ref) => {
      const state = yes.has(ref) ? true : no.has(ref) ? false : null;
      known[ref] = said[ref] === null || tells(links, ref, facts) ? state : said[ref];
      if (said[ref] === null && state !== null) inferred[ref] = state;
    });
    return { known: known, inferred: inferred, conflicts: conflicts(links, yeses, noes) };
  }

  // A yes and a no that cannot follow from it; then two yeses whose consequences exclude each other.
  function conflicts(links, yeses, noes) {
    const follows = yeses.map((ref) => reach([ref], links.forward));
    const found = [];
    yeses.forEach((ref, at) => {
      noes.filter((other) => follows[at].has(other)).forEach((other) => found.push([ref, other]));
    });
    yeses.forEach((ref, at) => {
      const barred = partners(links, follows[at]);
      yeses.slice(at + 1).forEach((other, after) => {
        if (Array.from(follows[at + 1 + after]).some((one) => barred.has(one))) found.push([ref, other]);
      });
    });
    return found;
  }

  return { between: between, reach: reach, tells: tells, implied: implied };
})();
