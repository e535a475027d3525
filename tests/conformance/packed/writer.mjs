// Writes a message of docs/formats/packed.md. Containers are numbered in the order of a walk,
// breadth first, as Candela numbers them.

import {
  ELEMENT_TYPES, ERROR_PARTS, HEADER_BYTES, Host, KIND, LONG, MAGIC, MINOR, NAN_HIGH, ROOT,
  TAG, VERSION, padded,
} from './layout.mjs';
import { toBytes } from './wtf8.mjs';

const HOLE = Symbol('hole');
const HOLE_SLOT = [0, TAG.hole * 0x10000];

/** Bytes, one piece behind the other. */
class Bytes {
  constructor() {
    this.pieces = [];
    this.size = 0;
  }

  /** Where they begin. */
  add(bytes) {
    const begin = this.size;
    this.pieces.push(bytes);
    this.size += bytes.length;
    return begin;
  }
}

const u32 = (number) => {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, number, true);
  return bytes;
};

function bigintBytes(value) {
  const size = value < 0n ? -value : value;
  if (size === 0n) return Buffer.from('+');
  const digits = size.toString(16);
  const hex = digits.padStart(Math.ceil(digits.length / 16) * 16, '0');
  return Buffer.concat([Buffer.from(value < 0n ? '-' : '+'), Buffer.from(hex, 'hex').reverse()]);
}

function numberSlot(number) {
  if (Number.isNaN(number)) return [0, NAN_HIGH];
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, number, true);
  return [bits.getUint32(0, true), bits.getUint32(4, true)];
}

const isPlain = (object) =>
  [Object.prototype, null].includes(Object.getPrototypeOf(object));

class Writer {
  constructor(asHost) {
    this.asHost = asHost;
    this.met = []; // containers, in the order of their numbers
    this.numbers = new Map();
    this.nodes = []; // [kind, element type, count]
    this.slots = []; // [lower half, upper half]
    this.shapes = [];
    this.shapeNumbers = new Map();
    this.keys = [];
    this.keyNumbers = new Map();
    this.buffers = new Bytes();
    this.long = new Bytes();
    this.strings = new Bytes();
  }

  // ---- slots -----------------------------------------------------------------------------------

  slot(value) {
    const tagged = (tag, low, upper = 0) => [low, tag * 0x10000 + upper];
    if (value === HOLE) return HOLE_SLOT;
    if (value === null) return tagged(TAG.null, 0);
    switch (typeof value) {
      case 'undefined': return tagged(TAG.undefined, 0);
      case 'boolean': return tagged(TAG.boolean, Number(value));
      case 'number': return numberSlot(value);
      case 'string': {
        const bytes = toBytes(value);
        if (bytes.length >= LONG) return tagged(TAG.string, this.putLong(bytes), LONG);
        return tagged(TAG.string, this.strings.add(bytes), bytes.length);
      }
      case 'bigint': {
        const bytes = bigintBytes(value);
        return tagged(TAG.bigint, this.putLong(bytes), Math.min(bytes.length, LONG));
      }
      case 'object': case 'function': return tagged(TAG.container, this.number(value));
      default: throw new TypeError(`a ${typeof value} has no form in packed`);
    }
  }

  putLong(bytes) {
    this.long.add(u32(bytes.length));
    return this.long.add(bytes);
  }

  number(container) {
    if (!this.numbers.has(container)) {
      this.numbers.set(container, this.met.length);
      this.met.push(container);
    }
    return this.numbers.get(container);
  }

  // ---- nodes -----------------------------------------------------------------------------------

  add(kind, count, values, type = 0) {
    this.nodes.push([kind, type, count]);
    for (const value of values) this.slots.push(this.slot(value));
  }

  container(value) {
    const host = value instanceof Host ? value : this.asHost(value);
    if (host !== undefined) return this.add(KIND.host, 0, [host.tag, host.payload]);
    if (typeof value === 'function') return this.add(KIND.function, 0, [value.name]);
    if (Array.isArray(value)) {
      return this.add(KIND.array, value.length,
        Array.from(value, (item, i) => (i in value ? item : HOLE)));
    }
    if (value instanceof Map) return this.add(KIND.map, value.size, [...value].flat());
    if (value instanceof Set) return this.add(KIND.set, value.size, value);
    if (value instanceof Date) return this.add(KIND.date, 0, [value.getTime()]);
    if (value instanceof RegExp) {
      return this.add(KIND.regexp, 0, [value.source, value.flags, value.lastIndex]);
    }
    if (value instanceof Error) return this.error(value);
    if (value instanceof ArrayBuffer) return this.buffer(value);
    if (ArrayBuffer.isView(value)) return this.view(value);
    if ([Boolean, Number, String, BigInt].some((Type) => value instanceof Type)) {
      return this.add(KIND.boxed, 0, [value.valueOf()]);
    }
    if (!isPlain(value)) throw new TypeError('an object of a class has no form in packed');
    const keys = Object.keys(value);
    return this.add(KIND.object, this.shape(keys), keys.map((key) => value[key]));
  }

  error(error) {
    const own = (part) => (Object.hasOwn(error, part) ? error[part] : HOLE);
    const keys = Object.getOwnPropertyNames(error).filter((key) => !ERROR_PARTS.includes(key));
    this.add(KIND.error, this.shape(keys), [
      error.name, own('message'), own('stack'), own('cause'), ...keys.map((key) => error[key]),
    ]);
  }

  buffer(buffer) {
    const bytes = new Uint8Array(padded(buffer.byteLength));
    bytes.set(new Uint8Array(buffer));
    this.buffers.add(bytes);
    this.add(KIND.arrayBuffer, buffer.byteLength, []);
  }

  view(view) {
    const on = [view.buffer, view.byteOffset];
    if (view instanceof DataView) return this.add(KIND.dataView, view.byteLength, on);
    const type = ELEMENT_TYPES.findIndex((Type) => view instanceof Type);
    return this.add(KIND.typedArray, view.length, on, type);
  }

  // ---- shapes and keys -------------------------------------------------------------------------

  shape(keys) {
    const name = JSON.stringify(keys);
    if (!this.shapeNumbers.has(name)) {
      this.shapeNumbers.set(name, this.shapes.length);
      this.shapes.push(keys.map((key) => this.key(key)));
    }
    return this.shapeNumbers.get(name);
  }

  key(text) {
    if (!this.keyNumbers.has(text)) {
      this.keyNumbers.set(text, this.keys.length);
      this.keys.push(toBytes(text));
    }
    return this.keyNumbers.get(text);
  }

  // ---- the message -----------------------------------------------------------------------------

  message(value) {
    const root = this.slot(value);
    for (let i = 0; i < this.met.length; ++i) this.container(this.met[i]);

    const shapeKeys = this.shapes.flat();
    const keyText = Buffer.concat(this.keys);
    const counts = [
      this.nodes.length, this.slots.length, this.shapes.length, shapeKeys.length, this.keys.length,
      this.buffers.size, this.long.size, this.strings.size, keyText.length, 0,
    ];
    const tables = HEADER_BYTES + 8 * (counts[0] + counts[1]) +
      4 * (counts[2] + counts[3] + counts[4]);
    const bytes = new Uint8Array(padded(tables));
    const view = new DataView(bytes.buffer);
    bytes.set([...MAGIC, VERSION, MINOR]);
    view.setUint16(6, HEADER_BYTES, true);
    let end = 8;
    const put = (number) => {
      if (number > 0xffffffff) throw new RangeError('more than packed can count');
      view.setUint32(end, number, true);
      end += 4;
    };
    counts.forEach(put);
    root.forEach(put);
    for (const [kind, type, count] of this.nodes) {
      put(kind | (type << 8));
      put(count);
    }
    for (const slot of this.slots) slot.forEach(put);
    for (const shape of this.shapes) put(shape.length);
    shapeKeys.forEach(put);
    for (const key of this.keys) put(key.length);
    const pieces = [this.buffers, this.long, this.strings].flatMap((section) => section.pieces);
    return new Uint8Array(Buffer.concat([bytes, ...pieces, keyText]));
  }
}

/**
 * The bytes of a value. `asHost` gives the Host for an object of a class of the host's own, and
 * undefined for any other.
 */
export const encode = (value, { asHost = () => undefined } = {}) =>
  new Writer(asHost).message(value);
