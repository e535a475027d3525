// node bundle.mjs FOLDER SCRIPT...: each of these in one file of FOLDER that node can run.
// The package's own files import each other without their endings, which node refuses, and it
// knows some classes by their names, which a bundler changes unless it is told not to.

import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = path.dirname(fileURLToPath(import.meta.url));
const [folder, ...scripts] = process.argv.slice(2).map((word) => path.resolve(word));
await build({
  entryPoints: scripts.map((script) => ({ in: script, out: path.parse(script).name })),
  nodePaths: [path.join(here, 'node_modules')],
  outdir: folder,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node18',
  charset: 'utf8',
  keepNames: true,
  logLevel: 'warning',
});
