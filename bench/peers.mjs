// The peers that live in node. candela-bench runs this script and speaks with it by lines:
//
//   version                        ok v20.1.0
//   has INPUT OPERATION PEER       ok | missing WHY
//   run MS INPUT OPERATION PEER    ns 1234.5 | failed WHY
//
// A peer maps an operation to a function that makes, of an input's value, what is to be timed.

import { createInterface } from 'node:readline';
import v8 from 'node:v8';
import { inputs } from './inputs.mjs';

const peers = {
  JSON: {
    'nested-encode': (value) => () => JSON.stringify(value),
    'nested-decode': (value) => {
      const text = JSON.stringify(value);
      return () => JSON.parse(text);
    },
  },
  v8: {
    'nested-encode': (value) => () => v8.serialize(value),
    'nested-decode': (value) => {
      const bytes = v8.serialize(value);
      return () => v8.deserialize(bytes);
    },
  },
  structuredClone: {
    clone: (value) => () => structuredClone(value),
  },
};

const made = new Map();

/** The function to be timed; made once, so that it stays compiled from one round to the next. */
function operationOf(input, operation, peer) {
  const key = `${input} ${operation} ${peer}`;
  if (!made.has(key)) made.set(key, peers[peer][operation](inputs[input]()));
  return made.get(key);
}

let kept;  // so that nothing is optimised away

/** The same loop as nanoseconds_each of measure.cpp. */
function nanosecondsEach(operation, milliseconds) {
  let runs = 0;
  let batch = 1;
  const start = performance.now();
  for (;;) {
    for (let i = 0; i < batch; ++i) kept = operation();
    runs += batch;
    const taken = performance.now() - start;
    if (taken >= milliseconds) return (taken * 1e6) / runs;
    const left = ((milliseconds - taken) / taken) * runs;
    batch = Math.floor(Math.min(Math.max(left, 1), 2 * batch));
  }
}

function has(input, operation, peer) {
  if (!inputs[input]) return `missing no input is named ${input}`;
  return peers[peer]?.[operation] ? 'ok' : `missing ${peer} does no ${operation}`;
}

function answer(line) {
  const [word, ...rest] = line.split(' ');
  try {
    if (word === 'version') return `ok ${process.version}`;
    if (word === 'has') return has(...rest);
    if (word === 'run') {
      const [milliseconds, ...what] = rest;
      return `ns ${nanosecondsEach(operationOf(...what), Number(milliseconds))}`;
    }
    return `failed unknown word ${word}`;
  } catch (error) {
    return `failed ${String(error).replaceAll('\n', ' ')}`;
  }
}

for await (const line of createInterface({ input: process.stdin })) console.log(answer(line));
