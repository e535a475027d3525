// The peers that are npm packages. One that is not installed, or that this node cannot load, is
// { missing: why }; the others are still there.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const installed = new URL('node_modules/', import.meta.url);

const versionOf = (name) =>
  JSON.parse(readFileSync(new URL(`${name}/package.json`, installed), 'utf8')).version;

/**
 * An npm package as one module. node cannot import what imports './x' and means './x.js'; esbuild
 * can. Its classes and functions keep their names, since types go by name on the wire.
 */
async function bundled(name) {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [name],
    absWorkingDir: fileURLToPath(new URL('.', import.meta.url)),
    bundle: true,
    format: 'esm',
    platform: 'node',
    keepNames: true,
    write: false,
    logLevel: 'silent',
  });
  const [{ contents }] = outputFiles;
  return import(`data:text/javascript;base64,${Buffer.from(contents).toString('base64')}`);
}

const packages = {
  lumenize: {
    name: '@lumenize/structured-clone',
    load: bundled,
    codec: ({ stringify, parse }) => ({ encode: stringify, decode: parse }),
  },
  devalue: {
    name: 'devalue',
    codec: ({ stringify, parse }) => ({ encode: stringify, decode: parse }),
  },
  msgpackr: {
    name: 'msgpackr',
    // With references, and with the types that its documentation names for structured cloning.
    codec: ({ Packr }) => {
      const packr = new Packr({ structuredClone: true, moreTypes: true });
      return { encode: (value) => packr.pack(value), decode: (bytes) => packr.unpack(bytes) };
    },
  },
  seroval: {
    name: 'seroval',
    // Its defaults refuse what is more than 1,000 deep, or long.
    codec: ({ toJSON, fromJSON }) => {
      const options = { depthLimit: 1e6, maxBase64Length: 2 ** 30 };
      return {
        encode: (value) => JSON.stringify(toJSON(value, options)),
        decode: (text) => fromJSON(JSON.parse(text), options),
      };
    },
  },
};

async function peerOf({ name, load = (specifier) => import(specifier), codec }) {
  let version;
  try {
    version = versionOf(name);
    return { version, ...codec(await load(name)) };
  } catch (error) {
    if (!version) return { missing: `npm package ${name} is not installed` };
    return { missing: `${name} ${version} does not load: ${error.message.split('\n')[0]}` };
  }
}

/** Of each peer: version, encode and decode; or missing. */
export async function npmPeers() {
  const entries = Object.entries(packages);
  const peers = await Promise.all(entries.map(([, one]) => peerOf(one)));
  return Object.fromEntries(entries.map(([name], i) => [name, peers[i]]));
}
