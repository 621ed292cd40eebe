// What of a file or of a kept state has the shape of an answer sheet. Whoever wrote it: nothing is believed.
var SheetShape = (() => {
  const MOST_REFS = 5000;
  const NAME = 200;
  const WORDS = 2000;

  const readable = PortalKeeping.readable; // `portal score` refuses in a name what this leaves out
  const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
  const own = (object, key) => (Object.prototype.hasOwnProperty.call(object, key) ? object[key] : undefined);
  const isText = (value, most) => typeof value === 'string' && value.length <= most;

  // The parts of a sheet, each of its own kind, and how many entries were none; null where it is no sheet at all.
  function read(value) {
    if (!isObject(value) || !isObject(own(value, 'answers'))) return null;
    const left = { out: 0 };
    const take = (key, is, none) => {
      const found = own(value, key);
      if (found === undefined || found === null) return none;
      if (is(found)) return found;
      left.out += 1;
      return none;
    };
    const entries = (key, one) => {
      const found = take(key, isObject, {});
      const made = Object.create(null);
      Object.keys(found).slice(0, MOST_REFS).forEach((id) => {
        const read = one(found[id]);
        if (read === null) left.out += 1;
        else made[id] = read;
      });
      left.out += Math.max(0, Object.keys(found).length - MOST_REFS);
      return made;
    };
    const name = (text) => isText(text, NAME);
    const readings = take('readings', Array.isArray, []);
    const sheet = {
      rubric: take('rubric', name, null),
      digest: take('digest', name, null),
      unit: readable(take('unit', name, '')).replace(/\s+/g, ' '),
      kind: take('kind', name, null),
      answers: entries('answers', (answer) => answer),
      readings: readings.filter(name),
      assessed: entries('assessed', verdict),
      evidence: entries('evidence', (text) => (isText(text, WORDS) ? readable(text) : null)),
    };
    return Object.assign(sheet, { left: left.out + readings.length - sheet.readings.length });
  }

  // What an assessor said of one item: points, or whether it was met, and the reason.
  function verdict(entry) {
    if (!isObject(entry)) return null;
    const made = {};
    const points = own(entry, 'points');
    if (typeof points === 'number' || isText(points, 10)) made.points = String(points);
    if (typeof own(entry, 'met') === 'boolean') made.met = entry.met;
    if (isText(own(entry, 'reason'), WORDS)) made.reason = readable(entry.reason);
    return Object.keys(made).length ? made : null;
  }

  return { read: read, readable: readable, isObject: isObject, own: own };
})();
