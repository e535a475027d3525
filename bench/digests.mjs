// Compares the inputs of inputs.mjs with digests.txt, which says what is hashed.
//
//   node digests.mjs     prints name, bytes and digest of each; ends with 1 where they differ

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { inputs } from './inputs.mjs';
import { textOf } from './texts.mjs';

const expected = readFileSync(new URL('digests.txt', import.meta.url), 'utf8')
  .split('\n').filter((line) => line && !line.startsWith('#')).sort();
const found = Object.entries(inputs).map(([name, make]) => {
  const text = Buffer.from(textOf(name, make()));
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 16);
  return `${name} ${text.length} ${digest}`;
}).sort();

console.log(found.join('\n'));
if (found.join() !== expected.join()) {
  console.error('These are not the inputs of digests.txt.');
  process.exitCode = 1;
}
