// node's own URL on the list of urls.txt; candela-bench speaks with it as with peers.mjs:
//
//   version                 ok v20.1.0
//   has urls parse URL      ok BYTES: of all normalised forms
//   run MS urls parse URL   ns 1234.5: of the whole list

import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const list = readFileSync(new URL('urls.txt', import.meta.url), 'utf8').trimEnd().split('\n');
let last;  // so that nothing is optimised away

function parseAll() {
  for (const text of list) last = new URL(text);
}

function run(milliseconds) {
  let runs = 0;
  const start = performance.now();
  let taken = 0;
  do {
    parseAll();
    ++runs;
    taken = performance.now() - start;
  } while (taken < milliseconds);
  return (taken * 1e6) / runs;
}

const bytes = list.reduce((sum, text) => sum + new URL(text).href.length, 0);
for await (const line of createInterface({ input: process.stdin })) {
  const [word, ...rest] = line.split(' ');
  if (word === 'version') console.log(`ok ${process.version}`);
  if (word === 'has') console.log(`ok ${bytes}`);
  if (word === 'run') console.log(`ns ${run(Number(rest[0]))}`);
}
