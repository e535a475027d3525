// node bundle.mjs FOLDER: original.mjs and compare_test.mjs, each in one file that node can run.
// The package's own files import each other without their endings, which node refuses, and it
// knows some classes by their names, which a bundler changes unless it is told not to.

import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = path.dirname(fileURLToPath(import.meta.url));
await build({
  absWorkingDir: here,
  entryPoints: ['original.mjs', 'compare_test.mjs'],
  outdir: path.resolve(process.argv[2]),
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node18',
  charset: 'utf8',
  keepNames: true,
  logLevel: 'warning',
});
