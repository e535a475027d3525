// Random graphs from seeds, with aliases and cycles through every container. random_graph.cpp makes
// the same graph of the same seed: each list and each choice here has its counterpart there.
//
// Every fourth seed makes a graph that may hold what the original package loses: -0, holes, numbers
// of float arrays that JSON has not, lastIndex, views that share a buffer, functions, an error's
// absent message. What it cannot write at all stands in rows.mjs.

import { RequestSync, ResponseSync } from '@lumenize/structured-clone';
import { Random } from './random.mjs';

export const isLossy = (seed) => seed % 4 === 0;

const WORDS = [
  'a', 'word', 'two words', 'h\u00e9llo', '\u65e5\u672c\u8a9e', '\u{1f600}', '"quoted"',
  'back\\slash', 'a/b', '\b\f\n\r\t', '\u0000', '\u0001\u001f', '\u007f\u0080', '\u2028\u2029',
  '\ufeff', '$', '$type', '{"$ref":0}', '\ud800!', '?\udfff', '\u{1f468}\u200d\u{1f469}', '0',
  'undefined', '\uffff', '\u{10ffff}',
];
const WHOLE_TEXTS = ['\ud800', '\udc00', '\udc00\ud800', '\ud83d?', '$lmz', 'NaN', '-0'];
const KEYS = [
  'a', 'b', 'name', 'value', '', '$', '$type', '$ref', '$$type', '$lmz', '0', '1', '2', '10', '007',
  '-1', '-0', '1.5', '1e3', '4294967294', '4294967295', '4294967296', '9007199254740993', 'length',
  'size', 'toJSON', 'hole', 'json', 'meta', 'aliases', 'root', 'message', 'stack', 'cause',
  'errors', 'toString', 'hasOwnProperty', 'buffer', 'key with space', '\u00e9', '\u{1f600}', '"',
  '\\', '\n', '\ud800',
];
const ERROR_KEYS = [
  'code', 'a', '', '$', '$type', '$ref', '0', '7', '10', '-1', 'length', 'toString', 'details',
  '\u00e9',
];
const ERROR_NAMES = [
  'Error', 'TypeError', 'RangeError', 'SyntaxError', 'ReferenceError', 'EvalError', 'URIError',
  'ValidationError', 'an error', '\u{1f600}',
];
const NUMBERS = [
  0, 1, -1, 0.1, 1 / 3, 1e21, 1e-7, 1e-6, 123456789012345680000, 999999999999999900000, 5e-324,
  2.2250738585072014e-308, 2.225073858507201e-308, 1.7976931348623157e308, 4294967295, 4294967296,
  2147483647, -2147483648, 9007199254740991, 9007199254740992, 9007199254740994, -9007199254740991,
  1e100, 1.5e-10, 0.000001234, 100, 1e20, NaN, Infinity, -Infinity,
];
const DATES = [
  0, -1, 1, 5, 8.64e15, -8.64e15, -62198755200000, -62167219200000, 253402300799999,
  253402300800000, 1.5, -1.5, 951782400000,
];
const REGEXPS = [
  ['a+b', 'gi'], ['(?:)', ''], ['\\n', 'm'], ['[/\\\\]\\/', 'dgimsuy'], ['\u{1f600}', 'u'],
  ['"', 'y'], ['^\\u{61}$', 'su'],
];
const HREFS = [
  'https://e.example/', 'https://u:p@ex.example:8443/p/a?q=1&q=2#h',
  'https://xn--exmple-cua.example/%C3%A9?x=%E2%82%AC', 'data:text/plain,x', 'mailto:a@b.example',
];
const HEADER_NAMES = ['a', 'content-type', 'set-cookie', 'x-a'];
const HEADER_VALUES = ['', '1', 'a, b', 'text/plain; charset="utf-8"', '$type'];
const METHODS = ['GET', 'POST', 'PUT', 'DELETE'];
const STATUSES = [200, 201, 404, 500, 599];
const STATUS_TEXTS = ['', 'OK', 'Not Found'];
const INTEGER_ARRAYS = [
  Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array,
];
const LOST_FLOATS = [-0, NaN, Infinity, -Infinity];

class Maker {
  constructor(seed) {
    this.random = new Random(seed);
    this.lossy = isLossy(seed);
    this.met = []; // what an alias may be made of
    this.buffers = []; // what a view may share
    this.left = this.random.odds(16) ? 50 + this.random.below(350) : 1 + this.random.below(40);
  }

  graph() {
    return this.random.odds(8) ? this.value() : this.container();
  }

  value() {
    this.left -= 1;
    const choice = this.random.below(10);
    if (choice < 2 && this.met.length > 0) return this.random.pick(this.met);
    if (choice < 5 || this.left <= 0) return this.primitive();
    return choice < 7 ? this.leaf() : this.container();
  }

  meet(made) {
    this.met.push(made);
    return made;
  }

  // ---- primitives ------------------------------------------------------------------------------

  primitive() {
    switch (this.random.below(8)) {
      case 0: return undefined;
      case 1: return null;
      case 2: return this.random.odds(2);
      case 3: return this.bigint();
      case 4: case 5: return this.text();
      default: return this.number();
    }
  }

  number() {
    switch (this.random.below(8)) {
      case 0: return this.random.below(100);
      case 1: return this.random.next() | 0;
      case 2: return this.random.next() / 1000;
      case 3: return -(1 + this.random.below(1000000)) / 64;
      case 4: return this.random.next() * 4294967296 + this.random.next();
      case 5: return this.lossy && this.random.odds(2) ? -0 : 0;
      case 6: return this.anyNumber();
      default: return this.random.pick(NUMBERS);
    }
  }

  /** Of random bits. */
  anyNumber() {
    const high = this.random.next();
    const low = this.random.next();
    const bits = new DataView(new ArrayBuffer(8));
    bits.setUint32(0, high);
    bits.setUint32(4, low);
    return bits.getFloat64(0);
  }

  bigint() {
    if (this.random.odds(8)) return 0n;
    let digits = this.random.odds(2) ? '-' : '';
    digits += 1 + this.random.below(9);
    for (let count = this.random.below(this.random.odds(8) ? 300 : 40); count > 0; --count) {
      digits += this.random.below(10);
    }
    return BigInt(digits);
  }

  text() {
    if (this.random.odds(8)) return '';
    if (this.random.odds(8)) return this.random.pick(WHOLE_TEXTS);
    let text = '';
    for (let count = 1 + this.random.below(3); count > 0; --count) text += this.random.pick(WORDS);
    return text;
  }

  // ---- objects that hold no values -------------------------------------------------------------

  leaf() {
    switch (this.random.below(this.lossy ? 12 : 11)) {
      case 0: return this.meet(new Date(this.dateMs()));
      case 1: return this.meet(this.regexp());
      case 2: case 3: return this.meet(this.boxed());
      case 4: return this.buffer();
      case 5: return this.meet(this.integerArray());
      case 6: return this.meet(this.floatArray());
      case 7: return this.meet(this.dataView());
      case 8: return this.meet(new URL(this.random.pick(HREFS)));
      case 9: return this.meet(this.headers());
      case 10: return this.meet(this.message());
      default: return this.lossy && this.random.odds(2) ? this.sharedView() : this.function();
    }
  }

  dateMs() {
    if (this.random.odds(2)) return this.random.pick(DATES);
    return this.random.next() * 1000 - 2e12 + this.random.below(1000);
  }

  regexp() {
    const [source, flags] = this.random.pick(REGEXPS);
    const regexp = new RegExp(source, flags);
    if (this.lossy && this.random.odds(2)) regexp.lastIndex = this.random.below(5);
    return regexp;
  }

  boxed() {
    switch (this.random.below(4)) {
      case 0: return new Boolean(this.random.odds(2));
      case 1: return new Number(this.number());
      case 2: return new String(this.text());
      default: return Object(this.bigint());
    }
  }

  bytes(count) {
    const bytes = new Uint8Array(count);
    for (let i = 0; i < count; ++i) bytes[i] = this.random.below(256);
    return bytes.buffer;
  }

  buffer() {
    const buffer = this.meet(this.bytes(this.random.below(20)));
    this.buffers.push(buffer);
    return buffer;
  }

  integerArray() {
    const Type = this.random.pick(INTEGER_ARRAYS);
    return new Type(this.bytes(this.random.below(5) * Type.BYTES_PER_ELEMENT));
  }

  floatArray() {
    const Type = this.random.odds(2) ? Float32Array : Float64Array;
    const array = new Type(this.random.below(5));
    for (let i = 0; i < array.length; ++i) array[i] = this.float(Type === Float32Array);
    return array;
  }

  float(isSingle) {
    if (this.lossy && this.random.odds(3)) return this.random.pick(LOST_FLOATS);
    if (this.random.odds(2)) return (this.random.below(2001) - 1000) / 8;
    const number = isSingle ? this.anySingle() : this.anyNumber();
    return Number.isFinite(number) ? number : 0.5;
  }

  anySingle() {
    const bits = new DataView(new ArrayBuffer(4));
    bits.setUint32(0, this.random.next());
    return bits.getFloat32(0);
  }

  dataView() {
    const before = this.random.below(4);
    const length = this.random.below(6);
    return new DataView(this.bytes(before + length + this.random.below(4)), before, length);
  }

  /** On a part of a buffer that other places of the graph may hold, or its views. */
  sharedView() {
    if (this.buffers.length === 0) return this.buffer();
    const buffer = this.random.pick(this.buffers);
    const isDataView = this.random.odds(2);
    const size = isDataView ? 1 : 2;
    const elements = Math.floor(buffer.byteLength / size);
    const first = this.random.below(elements + 1);
    const length = this.random.below(elements - first + 1);
    const Type = isDataView ? DataView : Uint16Array;
    return this.meet(new Type(buffer, first * size, length));
  }

  function() {
    const name = this.random.pick(['f', 'anonymous', '$', '\u00e9']);
    return Object.defineProperty(() => 0, 'name', { value: name });
  }

  headerList() {
    return HEADER_NAMES.filter(() => this.random.odds(3))
      .map((name) => [name, this.random.pick(HEADER_VALUES)]);
  }

  headers() {
    return new Headers(this.headerList());
  }

  message() {
    const headers = this.headerList();
    const body = this.body();
    if (this.random.odds(2)) {
      const method = this.random.pick(METHODS);
      return new RequestSync('https://e.example/x?y', { method, headers, body });
    }
    const status = this.random.pick(STATUSES);
    return new ResponseSync(body, { status, statusText: this.random.pick(STATUS_TEXTS), headers });
  }

  /** Plain JSON. */
  body() {
    switch (this.random.below(4)) {
      case 0: return null;
      case 1: return this.text();
      case 2: return [this.random.below(100), this.text(), null, true];
      default: {
        const body = {};
        for (let count = this.random.below(4); count > 0; --count) {
          const key = this.key();
          body[key] = this.random.odds(2) ? { $type: this.text() } : this.random.below(1000) / 8;
        }
        return body;
      }
    }
  }

  // ---- containers ------------------------------------------------------------------------------

  container() {
    switch (this.random.below(6)) {
      case 0: case 1: return this.object();
      case 2: return this.array();
      case 3: return this.map();
      case 4: return this.set();
      default: return this.error();
    }
  }

  count() {
    return this.random.odds(20) ? this.random.below(40) : this.random.below(6);
  }

  key() {
    return this.random.odds(10) ? this.text() : this.random.pick(KEYS);
  }

  object() {
    const object = this.meet({});
    for (let count = this.count(); count > 0; --count) {
      const key = this.key();
      object[key] = this.value();
    }
    return object;
  }

  array() {
    const array = this.meet([]);
    for (let count = this.count(); count > 0; --count) {
      if (this.lossy && this.random.odds(4)) {
        array.length += 1;
      } else {
        array.push(this.value());
      }
    }
    return array;
  }

  map() {
    const map = this.meet(new Map());
    for (let count = this.count(); count > 0; --count) {
      const key = this.value();
      map.set(key, this.value());
    }
    return map;
  }

  set() {
    const set = this.meet(new Set());
    for (let count = this.count(); count > 0; --count) set.add(this.value());
    return set;
  }

  error() {
    const name = this.random.pick(ERROR_NAMES);
    const Type = globalThis[name] ?? Error;
    const error = this.meet(new Type(this.text()));
    if (Type.name !== name) error.name = name;
    if (this.random.odds(2)) {
      error.stack = `${name}\n    at ${this.text()}`;
    } else {
      delete error.stack;
    }
    if (this.lossy && this.random.odds(6)) delete error.message;
    if (this.random.odds(2)) {
      const cause = this.value();
      error.cause = cause === undefined && !this.lossy ? null : cause;
    }
    if (this.random.odds(8)) error.errors = this.value();
    for (let count = this.random.below(4); count > 0; --count) {
      const key = this.random.pick(ERROR_KEYS);
      error[key] = this.value();
    }
    return error;
  }
}

export const makeGraph = (seed) => new Maker(seed).graph();
