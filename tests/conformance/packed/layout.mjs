// The names and numbers of docs/formats/packed.md.

export const MAGIC = [0x89, 0x43, 0x50, 0x4b];
export const VERSION = 1;
export const MINOR = 0;
export const HEADER_BYTES = 56;
export const ROOT = 48;

/** The u32s of the header from offset 8 on. */
export const COUNTS = [
  'nodes', 'slots', 'shapes', 'shapeKeys', 'keys', 'bufferBytes', 'longBytes', 'stringBytes',
  'keyBytes', 'reserved',
];

/** The upper half of a slot that is no number begins with one of these. */
export const TAG = {
  undefined: 0xfff1,
  null: 0xfff2,
  boolean: 0xfff3,
  string: 0xfff4,
  bigint: 0xfff5,
  container: 0xfff6,
  hole: 0xfff7,
};

/** The upper halves of the only NaN, and of the first slot that is no number. */
export const NAN_HIGH = 0x7ff80000;
export const FIRST_TAG_HIGH = 0xfff10000;

/** The length in the slot of what is this long or longer. */
export const LONG = 0xffff;

export const KIND = {
  object: 1,
  array: 2,
  map: 3,
  set: 4,
  date: 5,
  regexp: 6,
  error: 7,
  arrayBuffer: 8,
  typedArray: 9,
  dataView: 10,
  boxed: 11,
  host: 12,
  function: 13,
};

/** In the order of their numbers. */
export const ELEMENT_TYPES = [
  Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array,
  Float32Array, Float64Array, BigInt64Array, BigUint64Array,
];

export const ERROR_PARTS = ['name', 'message', 'stack', 'cause'];

export const padded = (bytes) => Math.ceil(bytes / 8) * 8;

/** A value of the host's own, such as a URL: what JavaScript itself has no class for. */
export class Host {
  constructor(tag, payload) {
    this.tag = tag;
    this.payload = payload;
  }
}

if (new Uint8Array(Uint16Array.of(1).buffer)[0] !== 1) {
  throw new Error('the elements of typed arrays are little-endian, which this machine is not');
}
