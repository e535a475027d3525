// The classes of the recordings as values of the host's own, as request_sync/README.md has them.

import { kindOf } from '../original/compare.mjs';
import { Host } from './layout.mjs';

const hosts = {
  URL: ({ href }) => new Host('url', href),
  Headers: (headers) => new Host('headers', [...headers]),
  RequestSync: ({ url, method, headers, body }) =>
    new Host('request-sync', { url, method, headers, body }),
  ResponseSync: ({ status, statusText, headers, body }) =>
    new Host('response-sync', { status, statusText, headers, body }),
};
const made = new WeakMap();

/** The Host of such an object, always the same one; undefined for any other value. */
export function asHost(value) {
  const kind = kindOf(value);
  if (!Object.hasOwn(hosts, kind)) return undefined;
  if (!made.has(value)) made.set(value, hosts[kind](value));
  return made.get(value);
}
