// Whether two graphs are the same: shapes, kinds, values, and which places hold one object. It
// knows nothing of the package but its two message classes, and of packed but its host values.

import { RequestSync, ResponseSync } from '@lumenize/structured-clone';
import { Host } from '../packed/layout.mjs';

const TYPES = [
  Map, Set, Date, RegExp, ArrayBuffer, URL, Headers, RequestSync, ResponseSync,
];
const BOXES = new Map([
  [Boolean, 'boolean-object'], [Number, 'number-object'], [String, 'string-object'],
  [BigInt, 'bigint-object'],
]);

export function kindOf(value) {
  if (value === null || typeof value !== 'object') return value === null ? 'null' : typeof value;
  if (Array.isArray(value)) return 'array';
  if (value instanceof Error) return 'error';
  if (value instanceof Host) return 'Host';
  if (ArrayBuffer.isView(value)) return value.constructor.name;
  for (const Type of TYPES) if (value instanceof Type) return Type.name;
  for (const [Type, kind] of BOXES) if (value instanceof Type) return kind;
  return Object.getPrototypeOf(value) === Object.prototype ? 'object' : 'unknown';
}

const isView = (kind) => kind === 'DataView' || /.Array$/.test(kind);
const ERROR_PARTS = ['name', 'message', 'stack', 'cause'];
const ownKeys = (error) =>
  Object.getOwnPropertyNames(error).filter((key) => !ERROR_PARTS.includes(key));

/** [way, value] for each place of a container, in order; `undefined` is a hole. */
export function places(value, kind = kindOf(value)) {
  switch (kind) {
    case 'object': return Object.keys(value).map((key) => ['property', value[key]]);
    case 'array': return Array.from(value, (item) => ['element', item]);
    case 'Map':
      return [...value].flatMap(([key, item]) => [['map key', key], ['map value', item]]);
    case 'Set': return [...value].map((member) => ['set member', member]);
    case 'error': {
      const cause = 'cause' in value ? [['cause', value.cause]] : [];
      return cause.concat(ownKeys(value).map((key) => ['error property', value[key]]));
    }
    case 'Host': return [['payload', value.payload]];
    default: return [];
  }
}

/** What a value is beside what its places hold, as one text. */
function face(value, kind, asRead, ownBuffers) {
  switch (kind) {
    case 'number': return Object.is(value, -0) ? '-0' : String(value);
    case 'string': return JSON.stringify(value);
    case 'object': return JSON.stringify(Object.keys(value));
    case 'array': {
      const isHole = (_, i) => (asRead || i in value ? '.' : 'hole');
      return Array.from(value, isHole).join('');
    }
    case 'Date': return String(value.getTime());
    case 'RegExp': return asRead ? String(value) : `${value} at ${value.lastIndex}`;
    case 'error': {
      const parts = ['message', 'name', 'stack'].map((part) => value[part]);
      const hasMessage = asRead || Object.hasOwn(value, 'message');
      return JSON.stringify([...parts, hasMessage, 'cause' in value, ownKeys(value)]);
    }
    case 'ArrayBuffer': return new Uint8Array(value).join();
    case 'Host': return value.tag;
    case 'URL': return value.href;
    case 'Headers': return JSON.stringify([...value]);
    case 'RequestSync':
      return JSON.stringify([value.url, value.method, [...value.headers], value.body]);
    case 'ResponseSync':
      return JSON.stringify([value.status, value.statusText, [...value.headers], value.body]);
    case 'boolean-object': case 'number-object': case 'string-object': case 'bigint-object': {
      const primitive = value.valueOf();
      return face(primitive, typeof primitive, asRead);
    }
    case 'function': return value.name;
    default:
      if (!isView(kind)) return kind === 'unknown' ? 'an unknown object' : String(value);
      return `${new Uint8Array(value.buffer, value.byteOffset, value.byteLength).join()} ` +
        (ownBuffers ? '' : `at ${value.byteOffset} of ${value.buffer.byteLength}`);
  }
}

const short = (text) => (text.length > 300 ? `${text.slice(0, 300)}...` : text);

/**
 * Where and how the graphs first differ; '' where they are the same. `asRead`: `read` may have lost
 * what the package loses whoever wrote the text: holes are undefined, lastIndex is 0,
 * each view has a buffer of its own, a function is an object with its name. `ownBuffers`: nothing
 * but that about views. `seenAs` may give another value for a place's, always the same for the same
 * one.
 */
export function difference(
  made, read, { asRead = false, ownBuffers = asRead, seenAs = (value) => value } = {},
) {
  const readOf = new Map();
  const madeOf = new Map();
  const left = [[made, read, '$']];
  while (left.length > 0) {
    const [one, other, path] = left.pop().map((part, i) => (i < 2 ? seenAs(part) : part));
    const kind = kindOf(one);
    const otherKind = kindOf(other);
    if (kind === 'function' && asRead) {
      const isMarker = otherKind === 'object' && Object.keys(other).join() === 'name';
      if (!isMarker || other.name !== one.name) return `${path}: is no marker of ${one.name}`;
      continue;
    }
    if (kind !== otherKind) return `${path}: ${kind} became ${otherKind}`;
    const [wanted, got] = [one, other].map((value) => face(value, kind, asRead, ownBuffers));
    if (wanted !== got) return `${path}: ${kind} ${short(wanted)} became ${short(got)}`;
    if (one === null || typeof one !== 'object') continue;
    const isNew = !readOf.has(one) && !madeOf.has(other);
    if (!isNew && (readOf.get(one) !== other || madeOf.get(other) !== one)) {
      return `${path}: ${readOf.has(one) ? 'one object became two' : 'two objects became one'}`;
    }
    if (!isNew) continue;
    readOf.set(one, other);
    madeOf.set(other, one);
    if (isView(kind) && !ownBuffers) left.push([one.buffer, other.buffer, `${path}.buffer`]);
    const theirs = places(other, kind);
    const pairs = places(one, kind).map(([way, item], i) =>
      [item, theirs[i]?.[1], `${path}.${way.replace(' ', '-')}[${i}]`]);
    if (pairs.length !== theirs.length) return `${path}: has ${theirs.length} places`;
    left.push(...pairs.reverse());
  }
  return '';
}

/** Adds to `met` each kind of the graph, and each way in which it is shared or comes round. */
export function noteKinds(value, met, above = new Set(), seen = new Set(), way = 'root') {
  const kind = kindOf(value);
  met.add(kind);
  if (value === null || typeof value !== 'object') return;
  if (seen.has(value)) met.add(`${above.has(value) ? 'cycle' : 'alias'} by ${way}`);
  if (seen.has(value)) return;
  seen.add(value);
  above.add(value);
  for (const [next, item] of places(value, kind)) noteKinds(item, met, above, seen, next);
  above.delete(value);
}

/** What thousands of graphs must hold. */
export const everyKind = [
  'undefined', 'null', 'boolean', 'number', 'bigint', 'string', 'function', 'object', 'array',
  'error', 'DataView', ...TYPES.map((Type) => Type.name), ...BOXES.values(),
  ...[Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array,
    Float32Array, Float64Array].map((Type) => Type.name),
  ...['property', 'element', 'map key', 'map value', 'set member', 'cause', 'error property']
    .flatMap((way) => [`alias by ${way}`, `cycle by ${way}`]),
];
