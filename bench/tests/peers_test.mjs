// Asks peers.mjs as candela-bench does, and looks at the answers. npm packages need not be there.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../peers.mjs', import.meta.url));

// Question and what its answer looks like.
const expected = [
  ['version', /^ok v\d+\..*, (no lumenize|lumenize [\d.]+), (no devalue|devalue [\d.]+), /],
  ['version', /, (no msgpackr|msgpackr [\d.]+), (no seroval|seroval [\d.]+)$/],
  ['has small encode JSON', /^ok 311$/],
  ['has typed_no_bytes decode v8', /^ok$/],
  ['has graph_shallow encode JSON', /^missing cannot: TypeError: Converting circular structure/],
  ['has typed_no_bytes decode JSON', /^missing (cannot|gives another value back)/],
  ['has deep_million clone structuredClone', /^missing overflows its stack$/],
  ['has small encode lumenize', /^(ok \d+|missing npm package @lumenize\S+ is not installed)$/],
  ['has typed_no_bytes encode v8', /^ok \d+$/],
  ['has graph_shallow decode msgpackr', /^(ok|missing npm package msgpackr is not installed)$/],
  ['has small clone-kept structuredClone', /^ok$/],
  ['has small encode structuredClone', /^missing structuredClone does no encode$/],
  ['has small encode gson', /^missing no peer is named gson$/],
  ['has large encode JSON', /^missing no input is named large$/],
  ['run 1 small clone-kept structuredClone', /^ns \d+(\.\d+)?$/],
  ['run 1 small decode JSON', /^ns \d+(\.\d+)?$/],
  ['run 1 graph_shallow encode JSON', /^failed TypeError: Converting circular structure/],
  ['walk', /^failed unknown word walk$/],
];

const { stdout, status } = spawnSync(process.execPath, [script], {
  input: expected.map(([question]) => `${question}\n`).join(''),
  encoding: 'utf8',
});
const answers = stdout.trimEnd().split('\n');
assert.equal(status, 0);
assert.equal(answers.length, expected.length);
expected.forEach(([question, pattern], i) => assert.match(answers[i], pattern, question));
console.log(`${answers.length} answers are right`);
