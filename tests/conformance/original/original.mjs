// The original package, spoken to by lines; candela-conformance bundles this script and runs it.
//
//   version            ok v18.19.0
//   encode SEED        ok TEXT: what the package writes for the graph of that seed
//   read SEED TEXT     ok TEXT: it read TEXT as that graph, and writes this for what it read
//   encode-row NAME    ok TEXT | throws MESSAGE: what the package writes for a value of rows.mjs
//   read-row NAME\tTEXT  ok: it read TEXT as the row says
//   v8-encode SEED     ok HEX | throws MESSAGE: what v8.serialize writes for that graph
//                      unreadable HEX: the same, where v8.deserialize cannot read it
//   v8-read SEED HEX   ok: v8.deserialize reads HEX as what it reads of its own bytes
//   missing            ok NAMES: kinds and ways of sharing that no encoded graph had, with commas
//
// Anything else is answered with `no WHY`.

import { deserialize, serialize } from 'node:v8';
import { parse, stringify } from '@lumenize/structured-clone';
import { difference, everyKind, noteKinds } from './compare.mjs';
import { isLossy, makeGraph } from './graph.mjs';
import { serve } from './lines.mjs';
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

function v8Encode(seed) {
  let bytes;
  try {
    bytes = serialize(makeGraph(Number(seed)));
  } catch (error) {
    return `throws ${error.message}`;
  }
  try {
    deserialize(bytes);
  } catch {
    // An error in a circle with its cause: V8 writes it, and cannot read it.
    return `unreadable ${bytes.toString('hex')}`;
  }
  return `ok ${bytes.toString('hex')}`;
}

function v8Read(words) {
  const [seed, hex] = words.split(' ');
  // What V8 loses of the graph, it loses of both.
  const wanted = deserialize(serialize(makeGraph(Number(seed))));
  const read = deserialize(Buffer.from(hex, 'hex'));
  const wrong = difference(wanted, read, { ownBuffers: true });
  return wrong === '' ? 'ok' : `no ${wrong}`;
}

serve({
  version: () => `ok ${process.version}`,
  encode,
  read,
  'encode-row': encodeRow,
  'read-row': readRow,
  'v8-encode': v8Encode,
  'v8-read': v8Read,
  missing: () => `ok ${everyKind.filter((name) => !met.has(name)).join()}`,
});
