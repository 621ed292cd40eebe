// The order of Chinese characters as CLDR's collations have it, out of the ICU that Node carries (full ICU needed).
//
//   node tests/collation.mjs write     writes generator/register/strokes.txt and pinyin.txt anew
//   node tests/collation.mjs sort KIND sorts the lines of standard input by "stroke" or "pinyin"
//
// Node 20.20.2 with ICU 78.2, CLDR 48, wrote the files that are there.
import { readFileSync, writeFileSync } from "node:fs";

const KINDS = { stroke: "strokes.txt", pinyin: "pinyin.txt" };
const BLOCKS = [[0x3007, 0x3007], [0x3400, 0x4dbf], [0x4e00, 0x9fff], [0xfa0e, 0xfa29]];
const LINE = 60; // characters

function collator(kind) {
  const made = new Intl.Collator("zh-u-co-" + kind);
  if (kind !== "pinyin" && made.resolvedOptions().collation !== kind) throw new Error("this Node lacks CLDR's " + kind);
  return made;
}

function write(kind) {
  const chars = [];
  for (const [first, last] of BLOCKS) {
    for (let code = first; code <= last; code++) {
      const char = String.fromCodePoint(code);
      if (/\p{Unified_Ideograph}|〇/u.test(char)) chars.push(char);
    }
  }
  chars.sort(collator(kind).compare);
  const lines = [`# Chinese characters by ${kind}, from CLDR ${process.versions.cldr} (Unicode-3.0): tests/collation.mjs`];
  for (let at = 0; at < chars.length; at += LINE) lines.push(chars.slice(at, at + LINE).join(""));
  writeFileSync(new URL(`../generator/register/${KINDS[kind]}`, import.meta.url), lines.join("\n") + "\n");
}

const [job, kind] = process.argv.slice(2);
if (job === "write") {
  Object.keys(KINDS).forEach(write);
} else {
  const lines = readFileSync(0, "utf8").split("\n").filter(Boolean);
  process.stdout.write(lines.sort(collator(kind).compare).join("\n"));
}
