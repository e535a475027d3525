// A peer that speaks packed, written from its document; candela-conformance bundles this script and
// runs it with the path of vectors.json. All bytes are in hexadecimal.
//
//   version            ok v18.19.0
//   read SEED BYTES    ok BYTES: it read these as the graph of that seed, and writes that graph so
//   makes NAME         ok: it can make that value of vectors.json
//                      cannot WHY: this version of node has no such value
//   read-vector NAME BYTES  the same for a value of vectors.json
//   take BYTES         takes BYTES: it reads them, and writes what it read so
//                      refuses WHY: they break a sentence of the document
//                      has-not WHY: they are right, but JavaScript has no such value
//   names WHICH        ok NAMES: of messages.mjs those that are `refused` or `taken`, with tabs
//   message WHICH NAME  ok BYTES
//   missing            ok NAMES: kinds and ways of sharing that no graph had, with commas
//
// Anything else is answered with `no WHY`.

import { readFileSync } from 'node:fs';
import { RequestSync, ResponseSync } from '@lumenize/structured-clone';
import { difference, everyKind, noteKinds } from '../original/compare.mjs';
import { makeGraph } from '../original/graph.mjs';
import { serve } from '../original/lines.mjs';
import { asHost } from './hosts.mjs';
import * as messages from './messages.mjs';
import { NoValueError, PackedError, decode, encode } from './packed.mjs';

const met = new Set();
const vectors = new Map(
  JSON.parse(readFileSync(process.argv[2], 'utf8')).map(({ name, js }) => [name, js]));

const hex = (bytes) => Buffer.from(bytes).toString('hex');
const unhex = (text) => new Uint8Array(Buffer.from(text, 'hex'));
const words = (text) => text.split(' ');

/** Holds BYTES against what was made here, which is then written. */
function hold(made, bytes) {
  const seenAs = (value) => asHost(value) ?? value;
  const wrong = difference(made, decode(unhex(bytes)), { seenAs });
  return wrong === '' ? `ok ${hex(encode(made, { asHost }))}` : `no ${wrong}`;
}

function read(text) {
  const [seed, bytes] = words(text);
  const made = makeGraph(Number(seed));
  noteKinds(made, met);
  return hold(made, bytes);
}

function makeVector(name) {
  const make = new Function('RequestSync', 'ResponseSync', `return (${vectors.get(name)});`);
  return make(RequestSync, ResponseSync);
}

/** Newer flags of RegExp are a SyntaxError to node 18, and its Headers join cookies. */
function makes(name) {
  if (!Headers.prototype.getSetCookie && vectors.get(name).includes('set-cookie')) {
    return 'cannot keep each Set-Cookie apart';
  }
  try {
    makeVector(name);
    return 'ok';
  } catch (error) {
    if (error instanceof SyntaxError) return `cannot ${error.message}`;
    throw error;
  }
}

function readVector(text) {
  const [name, bytes] = words(text);
  return hold(makeVector(name), bytes);
}

function take(bytes) {
  try {
    return `takes ${hex(encode(decode(unhex(bytes))))}`;
  } catch (error) {
    if (error instanceof PackedError) return `refuses ${error.message}`;
    if (error instanceof NoValueError) return `has-not ${error.message}`;
    throw error;
  }
}

serve({
  version: () => `ok ${process.version}`,
  read,
  makes,
  'read-vector': readVector,
  take,
  names: (which) => `ok ${Object.keys(messages[which]).join('\t')}`,
  message(text) {
    const space = text.indexOf(' ');
    return `ok ${hex(messages[text.slice(0, space)][text.slice(space + 1)]())}`;
  },
  missing: () => `ok ${everyKind.filter((name) => !met.has(name)).join()}`,
});
