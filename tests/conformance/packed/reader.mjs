// Reads a message of docs/formats/packed.md, and refuses what breaks a sentence of it.

import {
  COUNTS, ELEMENT_TYPES, ERROR_PARTS, FIRST_TAG_HIGH, HEADER_BYTES, Host, KIND, LONG, MAGIC, MINOR,
  ROOT, TAG, VERSION, padded,
} from './layout.mjs';
import { toText } from './wtf8.mjs';

/** The message breaks a sentence of the document. */
export class PackedError extends Error {}
/** The message is right, but JavaScript has no such value, or would change it. */
export class NoValueError extends Error {}

const refuse = (why) => { throw new PackedError(why); };
const demand = (holds, why) => holds || refuse(why);

const HOLE = Symbol('hole');

/** What a slot of a container holds until all containers are made. */
class Reference {
  constructor(node) {
    this.node = node;
  }
}

// ---- the sections -------------------------------------------------------------------------------

/** Where each section begins, and how many entries it has: { nodes, slots, …, nodesAt, … }. */
function readHeader(bytes, view) {
  demand(bytes.length >= HEADER_BYTES, 'it ends in the header');
  demand(MAGIC.every((byte, i) => bytes[i] === byte), 'the magic is another');
  demand(bytes[4] === VERSION, `its version is ${bytes[4]}`);
  const isLater = bytes[5] > MINOR;
  const headerBytes = view.getUint16(6, true);
  demand(headerBytes === HEADER_BYTES ||
    (isLater && headerBytes > HEADER_BYTES && headerBytes % 8 === 0),
  `a header of ${headerBytes} bytes`);
  const counts = {};
  COUNTS.forEach((name, i) => { counts[name] = view.getUint32(8 + 4 * i, true); });
  demand(isLater || counts.reserved === 0, 'a reserved field is not 0');
  demand(counts.bufferBytes % 8 === 0, 'buffer_bytes is no multiple of 8');

  let end = headerBytes; // at most 2^16 + 9 * 2^35: whole numbers are exact up to 2^53
  const section = (size) => {
    const begin = end;
    end += size;
    return begin;
  };
  counts.nodesAt = section(8 * counts.nodes);
  counts.slotsAt = section(8 * counts.slots);
  counts.shapesAt = section(4 * counts.shapes);
  counts.shapeKeysAt = section(4 * counts.shapeKeys);
  counts.keysAt = section(4 * counts.keys);
  const paddingAt = section(padded(end) - end);
  counts.buffersAt = section(counts.bufferBytes);
  counts.longAt = section(counts.longBytes);
  counts.stringsAt = section(counts.stringBytes);
  counts.keyTextAt = section(counts.keyBytes);
  demand(end <= bytes.length, 'it ends in a section');
  demand(isLater || end === bytes.length, 'bytes behind the last section');
  demand(bytes.subarray(paddingAt, counts.buffersAt).every((byte) => byte === 0),
    'the padding is not 0');
  return counts;
}

class Reader {
  constructor(bytes) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = readHeader(bytes, this.view);
    this.left = { strings: this.at.stringBytes, long: this.at.longBytes };
  }

  u32(offset) {
    return this.view.getUint32(offset, true);
  }

  text(begin, end) {
    return toText(this.bytes.subarray(begin, end)) ?? refuse('a string that is no UTF-8');
  }

  // ---- keys and shapes -------------------------------------------------------------------------

  keys() {
    const { keys, keysAt, keyTextAt, keyBytes } = this.at;
    let end = keyTextAt;
    const texts = Array.from({ length: keys }, (_, i) => {
      const begin = end;
      end += this.u32(keysAt + 4 * i);
      demand(end <= keyTextAt + keyBytes, 'keys longer than their text');
      return this.text(begin, end);
    });
    demand(end === keyTextAt + keyBytes, 'text behind the last key');
    return texts;
  }

  /** The keys of each shape. */
  shapes() {
    const keys = this.keys();
    const { shapes, shapesAt, shapeKeys, shapeKeysAt } = this.at;
    let next = 0;
    const all = Array.from({ length: shapes }, (_, i) => {
      const begin = next;
      next += this.u32(shapesAt + 4 * i);
      demand(next <= shapeKeys, 'shapes with more keys than there are');
      const shape = [];
      for (let k = begin; k < next; ++k) {
        shape.push(keys[this.u32(shapeKeysAt + 4 * k)] ?? refuse('a key that there is not'));
      }
      demand(new Set(shape).size === shape.length, 'a shape with one key twice');
      return shape;
    });
    demand(next === shapeKeys, 'keys of no shape');
    return all;
  }

  // ---- slots -----------------------------------------------------------------------------------

  /** A primitive, a Reference, or HOLE. */
  slot(offset) {
    const low = this.u32(offset);
    const high = this.u32(offset + 4);
    if (high < FIRST_TAG_HIGH) return this.view.getFloat64(offset, true);
    const upper = high & 0xffff; // of the 48 bits
    const plain = (value) => (upper === 0 && low === 0 ? value : refuse('bits that must be 0'));
    switch (high >>> 16) {
      case TAG.undefined: return plain(undefined);
      case TAG.null: return plain(null);
      case TAG.hole: return plain(HOLE);
      case TAG.boolean:
        demand(upper === 0 && low <= 1, 'a boolean that is neither 0 nor 1');
        return low === 1;
      case TAG.string: return this.string(upper, low);
      case TAG.bigint: return this.bigint(upper, low);
      case TAG.container:
        demand(upper === 0 && low < this.at.nodes, 'a node that there is not');
        return new Reference(low);
      default: return refuse('a tag that there is not');
    }
  }

  /** No byte belongs to two: who counts is not led to read a few bytes again and again. */
  take(section, bytes) {
    this.left[section] -= bytes;
    demand(this.left[section] >= 0, 'more strings and bigints than there are bytes');
  }

  string(length, offset) {
    const { stringsAt, stringBytes } = this.at;
    if (length === LONG) {
      const [begin, end] = this.long(offset);
      demand(end - begin >= LONG, 'a short string among the long ones');
      return this.text(begin, end);
    }
    demand(offset + length <= stringBytes, 'a string behind the strings');
    this.take('strings', length);
    return this.text(stringsAt + offset, stringsAt + offset + length);
  }

  /** Begin and end in the message of what lies at `offset` in `long`. */
  long(offset) {
    const { longAt, longBytes } = this.at;
    demand(offset >= 4 && offset <= longBytes, 'an offset outside of the long ones');
    const length = this.u32(longAt + offset - 4);
    demand(offset + length <= longBytes, 'a length that leaves the long ones');
    this.take('long', 4 + length);
    return [longAt + offset, longAt + offset + length];
  }

  bigint(length, offset) {
    const [begin, end] = this.long(offset);
    demand(Math.min(end - begin, LONG) === length, 'a bigint of two lengths');
    demand((end - begin) % 8 === 1, 'a bigint that does not end with a u64');
    const sign = String.fromCharCode(this.bytes[begin]);
    demand(sign === '+' || sign === '-', 'a bigint without a sign');
    if (end - begin === 1) return sign === '+' ? 0n : refuse('a bigint that is minus zero');
    demand(this.view.getBigUint64(end - 8, true) !== 0n, 'a bigint with a leading zero');
    const hex = Buffer.from(this.bytes.subarray(begin + 1, end)).reverse().toString('hex');
    return sign === '+' ? BigInt(`0x${hex}`) : -BigInt(`0x${hex}`);
  }

  // ---- nodes -----------------------------------------------------------------------------------

  /** { kind, type, count, shape, slots, bytes } of each node. */
  nodes() {
    const shapes = this.shapes();
    const { nodes, nodesAt, slots, slotsAt, buffersAt, bufferBytes } = this.at;
    let nextSlot = 0;
    let nextByte = buffersAt;
    const all = [];
    for (let i = 0; i < nodes; ++i) {
      const offset = nodesAt + 8 * i;
      const node = this.node(offset, shapes);
      const begin = nextSlot;
      nextSlot += kinds[node.kind].width(node);
      demand(nextSlot <= slots, 'nodes with more slots than there are');
      for (let s = begin; s < nextSlot; ++s) node.slots.push(this.slot(slotsAt + 8 * s));
      if (node.kind === KIND.arrayBuffer) {
        node.bytes = this.buffer(nextByte, node.count);
        nextByte += padded(node.count);
      }
      all.push(node);
    }
    demand(nextSlot === slots, 'slots of no node');
    demand(nextByte === buffersAt + bufferBytes, 'bytes of no ArrayBuffer');
    return all;
  }

  node(offset, shapes) {
    const [kind, type] = [this.bytes[offset], this.bytes[offset + 1]];
    const count = this.u32(offset + 4);
    demand(Object.hasOwn(kinds, kind), 'a kind that there is not');
    demand(this.view.getUint16(offset + 2, true) === 0, 'a node with bits that must be 0');
    demand(type < (kind === KIND.typedArray ? ELEMENT_TYPES.length : 1), 'another element type');
    const node = { kind, type, count, slots: [] };
    if (kind === KIND.object || kind === KIND.error) {
      node.shape = shapes[count] ?? refuse('a shape that there is not');
    }
    return node;
  }

  buffer(begin, size) {
    const { buffersAt, bufferBytes } = this.at;
    demand(begin + padded(size) <= buffersAt + bufferBytes, 'an ArrayBuffer behind the buffers');
    const padding = this.bytes.subarray(begin + size, begin + padded(size));
    demand(padding.every((byte) => byte === 0), 'the padding of an ArrayBuffer is not 0');
    return this.bytes.slice(begin, begin + size).buffer;
  }
}

// ---- what each kind makes of its slots ----------------------------------------------------------

const isWhole = (number) => Number.isInteger(number) && number >= 0;

function noHoles(slots) {
  demand(!slots.includes(HOLE), 'a hole where there must be a value');
}

function ofTypes(slots, ...types) {
  slots.forEach((slot, i) => demand(typeof slot === types[i], `no ${types[i]} where one must be`));
}

function setOwn(object, key, value, enumerable = true) {
  Object.defineProperty(object, key, { value, enumerable, writable: true, configurable: true });
}

/** Only what comes back: JavaScript must hold the value as it stands in the message. */
function kept(value, holds) {
  if (!holds) throw new NoValueError(`JavaScript has no such ${value}`);
}

function makeDate({ count, slots: [ms], slots }) {
  demand(count === 0, 'a count that must be 0');
  ofTypes(slots, 'number');
  const date = new Date(ms);
  demand(Object.is(date.getTime(), ms), 'milliseconds that no Date has');
  return date;
}

function makeRegExp({ count, slots: [source, flags, lastIndex], slots }) {
  demand(count === 0, 'a count that must be 0');
  ofTypes(slots, 'string', 'string', 'number');
  let regexp;
  try {
    regexp = new RegExp(source, flags);
  } catch {
    kept('RegExp', false);
  }
  kept('RegExp', regexp.source === source && regexp.flags === flags);
  regexp.lastIndex = lastIndex;
  return regexp;
}

function makeError({ slots: [name] }) {
  kept('error', name !== HOLE);
  const isStandard = typeof name === 'string' && /^([A-Z]\w+)?Error$/.test(name) &&
    globalThis[name]?.prototype?.name === name && name !== 'AggregateError';
  const error = isStandard ? new globalThis[name]() : new Error();
  delete error.stack;
  return error;
}

function setProperties(object, slots, { shape }) {
  shape.forEach((key, i) => {
    if (slots[i] !== HOLE) setOwn(object, key, slots[i]);
  });
}

function fillError(error, [name, message, stack, cause, ...others], node) {
  demand(!ERROR_PARTS.some((part) => node.shape.includes(part)), 'a part among the others');
  if (error.name !== name) setOwn(error, 'name', name, false);
  if (message !== HOLE) setOwn(error, 'message', message, false);
  if (stack !== HOLE) setOwn(error, 'stack', stack, false);
  if (cause !== HOLE) setOwn(error, 'cause', cause, false);
  setProperties(error, others, node);
}

/** Of typed arrays and DataViews, of which `size` is the element's. */
function makeView(Type, size, { count, slots: [buffer, offset] }, nodes) {
  const on = buffer instanceof Reference ? nodes[buffer.node] : undefined;
  demand(on?.kind === KIND.arrayBuffer, 'a view on no ArrayBuffer');
  demand(isWhole(offset) && offset % size === 0, 'an offset that is no place of an element');
  demand(offset + count * size <= on.count, 'a view that leaves its buffer');
  return new Type(on.bytes, offset, count);
}

const kinds = {
  [KIND.object]: {
    width: ({ shape }) => shape.length,
    make: () => ({}),
    fill: setProperties,
  },
  [KIND.array]: {
    width: ({ count }) => count,
    make: ({ count }) => new Array(count),
    fill: (array, slots) => slots.forEach((slot, i) => {
      if (slot !== HOLE) array[i] = slot;
    }),
  },
  [KIND.map]: {
    width: ({ count }) => 2 * count,
    make: ({ slots }) => noHoles(slots) ?? new Map(),
    fill: (map, slots, { count }) => {
      for (let i = 0; i < slots.length; i += 2) map.set(slots[i], slots[i + 1]);
      demand(map.size === count, 'a key of a Map twice');
    },
  },
  [KIND.set]: {
    width: ({ count }) => count,
    make: ({ slots }) => noHoles(slots) ?? new Set(),
    fill: (set, slots, { count }) => {
      for (const member of slots) set.add(member);
      demand(set.size === count, 'a member of a Set twice');
    },
  },
  [KIND.date]: { width: () => 1, make: makeDate },
  [KIND.regexp]: { width: () => 3, make: makeRegExp },
  [KIND.error]: { width: ({ shape }) => 4 + shape.length, make: makeError, fill: fillError },
  [KIND.arrayBuffer]: { width: () => 0, make: ({ bytes }) => bytes },
  [KIND.typedArray]: {
    width: () => 2,
    make: (node, nodes) => {
      const Type = ELEMENT_TYPES[node.type];
      return makeView(Type, Type.BYTES_PER_ELEMENT, node, nodes);
    },
  },
  [KIND.dataView]: { width: () => 2, make: (node, nodes) => makeView(DataView, 1, node, nodes) },
  [KIND.boxed]: {
    width: () => 1,
    make: ({ count, slots: [value] }) => {
      demand(count === 0, 'a count that must be 0');
      demand(['boolean', 'number', 'string', 'bigint'].includes(typeof value),
        'a box of what is never boxed');
      return Object(value);
    },
  },
  [KIND.host]: {
    width: () => 2,
    make: ({ count, slots: [tag, payload] }) => {
      demand(count === 0, 'a count that must be 0');
      ofTypes([tag], 'string');
      noHoles([payload]);
      return new Host(tag);
    },
    fill: (host, [, payload]) => { host.payload = payload; },
  },
  [KIND.function]: {
    width: () => 1,
    make: ({ count, slots: [name], slots }) => {
      demand(count === 0, 'a count that must be 0');
      ofTypes(slots, 'string');
      return Object.defineProperty(() => undefined, 'name', { value: name });
    },
  },
};

/** The value of a message. Throws PackedError, or NoValueError. */
export function decode(bytes) {
  const reader = new Reader(bytes);
  const nodes = reader.nodes();
  const root = reader.slot(ROOT);
  demand(root !== HOLE, 'the root is a hole');
  let lost; // the first value that JavaScript has not: what follows may still break a sentence
  const made = nodes.map((node) => {
    try {
      return kinds[node.kind].make(node, nodes);
    } catch (error) {
      if (!(error instanceof NoValueError)) throw error;
      lost ??= error;
      return {};
    }
  });
  const resolve = (slot) => (slot instanceof Reference ? made[slot.node] : slot);
  nodes.forEach((node, i) => kinds[node.kind].fill?.(made[i], node.slots.map(resolve), node));
  if (lost !== undefined) throw lost;
  return resolve(root);
}
