// Compares the inputs of inputs.mjs with digests.txt, which says what is hashed.
//
//   node digests.mjs     prints name, bytes and digest of each; ends with 1 where they differ

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { inputs } from './inputs.mjs';

const node = ({ id, label, edges, parent }) =>
  [id, label, edges.map((edge) => edge.id), parent && parent.id];

function reachable(root) {
  const met = new Set([root]);
  for (const { edges, parent } of met) {
    edges.forEach((edge) => met.add(edge));
    if (parent) met.add(parent);
  }
  return [...met].sort((a, b) => a.id - b.id);
}

const parts = (error) => [error.name, error.message, error.stack];

const typedText = ({ map, set, dates, errors, bytes }) => JSON.stringify([
  [...map], [...set], dates.map(Number), errors.map((e) => [...parts(e), ...parts(e.cause)]),
  bytes ? Buffer.from(bytes).toString('base64') : null,
]);

function deepText(outermost) {
  let text = '';
  for (let level = outermost; level; level = level.next) text += `${level.v},`;
  return text;
}

const texts = {
  graph: ({ nodes }) => JSON.stringify(nodes.map(node)),
  graph_shallow: (root) => JSON.stringify(reachable(root).map(node)),
  typed: typedText,
  typed_no_bytes: typedText,
  deep: deepText,
};

const expected = readFileSync(new URL('digests.txt', import.meta.url), 'utf8')
  .split('\n').filter((line) => line && !line.startsWith('#')).sort();
const found = Object.entries(inputs).map(([name, make]) => {
  const text = Buffer.from((texts[name] ?? JSON.stringify)(make()));
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 16);
  return `${name} ${text.length} ${digest}`;
}).sort();

console.log(found.join('\n'));
if (found.join() !== expected.join()) {
  console.error('These are not the inputs of digests.txt.');
  process.exitCode = 1;
}
