// Messages put together by hand, right or wrong.

import { COUNTS, HEADER_BYTES, KIND, MAGIC, NAN_HIGH, TAG, padded } from './layout.mjs';

const tagged = (tag, low = 0, upper = 0) => [low, tag * 0x10000 + upper];

/** Slots, as [lower half, upper half]. */
export const slot = {
  of: tagged,
  number(value) {
    const halves = new Uint32Array(Float64Array.of(value).buffer);
    return Number.isNaN(value) ? [0, NAN_HIGH] : [...halves];
  },
  node: (number) => tagged(TAG.container, number),
  string: (offset, length) => tagged(TAG.string, offset, length),
  bigint: (offset, length) => tagged(TAG.bigint, offset, length),
  hole: tagged(TAG.hole),
  undefined: tagged(TAG.undefined),
};

/** A node, as [first half, count]. */
export const node = (kind, count = 0, { type = 0, zero = 0 } = {}) =>
  [KIND[kind] | (type << 8) | (zero << 16), count];

const u32s = (numbers) => new Uint8Array(Uint32Array.from(numbers.flat()).buffer);
const latin1 = (text) => new Uint8Array(Buffer.from(text, 'latin1'));

/** What lies in `long`: its length before it. */
export const long = (text, length = text.length) =>
  Buffer.from(u32s([length])).toString('latin1') + text;

/**
 * A message of these sections; texts have a byte in each character. Its root is node 0 where there
 * is one. `header` are fields of the header that are to be other than the sections say, or `bytes`
 * at other offsets of it.
 */
export function message({
  nodes = [], slots = [], shapes = [], keyText = [], shapeKeys = keyText.map((_, i) => i),
  keys = keyText.map((text) => text.length), padding, buffers = '', long: longs = '', strings = '',
  root = nodes.length > 0 ? slot.node(0) : slot.undefined, header = {}, bytes = {}, more = '',
  behind = '',
}) {
  const tables = [nodes, slots, shapes, shapeKeys, keys].map(u32s);
  const size = tables.reduce((sum, table) => sum + table.length, HEADER_BYTES + more.length);
  const zeros = '\0'.repeat(padded(size) - size);
  const texts = [padding ?? zeros, buffers, longs, strings, keyText.join('')];
  const counts = {
    nodes: nodes.length,
    slots: slots.length,
    shapes: shapes.length,
    shapeKeys: shapeKeys.length,
    keys: keys.length,
    bufferBytes: buffers.length,
    longBytes: longs.length,
    stringBytes: strings.length,
    keyBytes: texts[4].length,
    reserved: 0,
    ...header,
  };
  const head = new Uint8Array(HEADER_BYTES);
  head.set([...MAGIC, 1, 0, HEADER_BYTES + more.length]);
  head.set(u32s(COUNTS.map((name) => counts[name])), 8);
  head.set(u32s(root), 48);
  for (const [offset, byte] of Object.entries(bytes)) head[offset] = byte;
  const parts = [head, latin1(more), ...tables, ...texts.map(latin1), latin1(behind)];
  return new Uint8Array(Buffer.concat(parts));
}
