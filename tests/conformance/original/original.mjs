// The original package, spoken to by lines; candela-conformance bundles this script and runs it.
//
//   version            ok v18.19.0
//   encode SEED        ok TEXT: what the package writes for the graph of that seed
//   read SEED TEXT     ok TEXT: it read TEXT as that graph, and writes this for what it read
//   encode-row NAME    ok TEXT | throws MESSAGE: what the package writes for a value of rows.mjs
//   read-row NAME\tTEXT  ok: it read TEXT as the row says
//   missing            ok NAMES: kinds and ways of sharing that no encoded graph had, with commas
//
// Anything else is answered with `no WHY`.

import { parse, stringify } from '@lumenize/structured-clone';
import { difference, everyKind, noteKinds } from './compare.mjs';
import { isLossy, makeGraph } from './graph.mjs';
import { rows } from './rows.mjs';

const met = new Set();

function encode(seed) {
  const graph = makeGraph(Number(seed));
  noteKinds(graph, met);
  return `ok ${stringify(graph)}`;
}

function read(words) {
  const space = words.indexOf(' ');
  const seed = Number(words.slice(0, space));
  const graph = parse(words.slice(space + 1));
  const wrong = difference(makeGraph(seed), graph, { asRead: isLossy(seed) });
  return wrong === '' ? `ok ${stringify(graph)}` : `no ${wrong}`;
}

function encodeRow(name) {
  const value = rows[name].make();
  try {
    return `ok ${stringify(value)}`;
  } catch (error) {
    return `throws ${error.message}`;
  }
}

function readRow(words) {
  const [name, text] = words.split('\t');
  rows[name].check(parse(text), rows[name].make());
  return 'ok';
}

const commands = {
  version: () => `ok ${process.version}`,
  encode,
  read,
  'encode-row': encodeRow,
  'read-row': readRow,
  missing: () => `ok ${everyKind.filter((name) => !met.has(name)).join()}`,
};

function answer(line) {
  const end = line.indexOf(' ');
  const command = end < 0 ? line : line.slice(0, end);
  try {
    return commands[command](line.slice(command.length + 1));
  } catch (error) {
    return `no ${error.stack ?? error}`.replaceAll('\n', ' ');
  }
}

// Lines end with \n alone: node's readline would also end them at U+2028.
let unread = '';
process.stdin.setEncoding('utf8').on('data', (text) => {
  unread += text;
  if (!text.includes('\n')) return;
  const lines = unread.split('\n');
  unread = lines.pop();
  for (const line of lines) process.stdout.write(`${answer(line)}\n`);
});
