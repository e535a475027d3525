// The peers that live in node. candela-bench runs this script and speaks with it by lines:
//
//   version                        ok v20.1.0, devalue 5.0.0, no seroval
//   has INPUT OPERATION PEER       ok | ok BYTES | missing WHY
//   run MS INPUT OPERATION PEER    ns 1234.5 | failed WHY
//
// A peer is made of functions from value to value: encode and decode, or clone. The operations are
// encode, decode, clone, and clone-kept, where a round keeps every copy. `has` tries the peer on
// the input: what throws, or gives another value back, is missing. Of encode it tells the bytes.

import { createInterface } from 'node:readline';
import v8 from 'node:v8';
import { inputs } from './inputs.mjs';
import { npmPeers } from './npm_peers.mjs';
import { textOf } from './texts.mjs';

const packages = await npmPeers();
const peers = {
  JSON: { encode: (value) => JSON.stringify(value), decode: (text) => JSON.parse(text) },
  v8: { encode: v8.serialize, decode: v8.deserialize },
  structuredClone: { clone: (value) => structuredClone(value) },
  ...packages,
};

const mostKept = 100;  // as in codec_cases.cpp

/** One operation of one peer on one value: `run` is what is timed, `result` what to look at. */
function operationOn(peer, operation, value) {
  const { encode, decode, clone } = peers[peer];
  if (operation.startsWith('clone')) {
    return { run: () => clone(value), result: (copy) => copy, kept: operation === 'clone-kept' };
  }
  if (operation === 'encode') return { run: () => encode(value), result: decode };
  const encoded = encode(value);
  return { run: () => decode(encoded), result: (decoded) => decoded };
}

// Only one input is kept: what lies on the heap costs the next measurement time. Operations are
// made once, so that they stay compiled from one round to the next.
let current = { input: '', value: null, operations: new Map() };

function operationOf(input, operation, peer) {
  if (current.input !== input) {
    current = { input, value: inputs[input](), operations: new Map() };
  }
  const { value, operations } = current;
  const key = `${operation} ${peer}`;
  if (!operations.has(key)) operations.set(key, operationOn(peer, operation, value));
  return operations.get(key);
}

let last;  // so that nothing is optimised away

/** The same loop as nanoseconds_each of measure.cpp. */
function nanosecondsEach(run, milliseconds) {
  let runs = 0;
  let batch = 1;
  const start = performance.now();
  for (;;) {
    for (let i = 0; i < batch; ++i) last = run();
    runs += batch;
    const taken = performance.now() - start;
    if (taken >= milliseconds) return (taken * 1e6) / runs;
    const left = ((milliseconds - taken) / taken) * runs;
    batch = Math.floor(Math.min(Math.max(left, 1), 2 * batch));
  }
}

/** The same, where every result is kept until the time is over. */
function nanosecondsEachKept(run, milliseconds) {
  const kept = [];
  let taken = 0;
  const start = performance.now();
  do {
    kept.push(run());
    taken = performance.now() - start;
  } while (taken < milliseconds && kept.length < mostKept);
  last = kept.length;
  return (taken * 1e6) / kept.length;
}

const innermost = (error) => (error.cause instanceof Error ? innermost(error.cause) : error);
const firstLine = (error) => String(innermost(error)).split('\n')[0];
const isOverflow = (error) =>
  innermost(error) instanceof RangeError && /call stack/.test(innermost(error).message);

function tried(input, operation, peer) {
  try {
    const { run, result } = operationOf(input, operation, peer);
    const made = run();
    const same = textOf(input, result(made)) === textOf(input, current.value);
    if (!same) return 'missing gives another value back';
    return operation === 'encode' ? `ok ${Buffer.byteLength(made)}` : 'ok';
  } catch (error) {
    return `missing ${isOverflow(error) ? 'overflows its stack' : `cannot: ${firstLine(error)}`}`;
  }
}

function has(input, operation, peer) {
  if (!inputs[input]) return `missing no input is named ${input}`;
  if (!peers[peer]) return `missing no peer is named ${peer}`;
  if (peers[peer].missing) return `missing ${peers[peer].missing}`;
  if (!peers[peer][operation.split('-')[0]]) return `missing ${peer} does no ${operation}`;
  return tried(input, operation, peer);
}

function version() {
  const names = Object.entries(packages)
    .map(([name, peer]) => (peer.missing ? `no ${name}` : `${name} ${peer.version}`));
  return [process.version, ...names].join(', ');
}

function run(milliseconds, ...what) {
  const { run: once, kept } = operationOf(...what);
  return (kept ? nanosecondsEachKept : nanosecondsEach)(once, Number(milliseconds));
}

function answer(line) {
  const [word, ...rest] = line.split(' ');
  try {
    if (word === 'version') return `ok ${version()}`;
    if (word === 'has') return has(...rest);
    if (word === 'run') return `ns ${run(...rest)}`;
    return `failed unknown word ${word}`;
  } catch (error) {
    return `failed ${firstLine(error)}`;
  }
}

for await (const line of createInterface({ input: process.stdin })) console.log(answer(line));
