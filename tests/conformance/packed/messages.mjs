// Messages that stand at the edge of the document's sentences: `refused` break one of them, `taken`
// break none. Both readers are held to them.

import { long, message, node, slot } from './assemble.mjs';
import { TAG } from './layout.mjs';

const { number, string, bigint, hole } = slot;
const of = (root, sections) => () => message({ root, ...sections });
const leaf = (made, ...slots) => ({ nodes: [made], slots });
const single = (made, ...slots) => () => message(leaf(made, ...slots));
const object = (sections) => () => message({
  nodes: [node('object', 0)], shapes: [1], keyText: ['a'], slots: [number(1)], ...sections,
});
const text = (bytes) => of(string(0, bytes.length), { strings: bytes });
const big = (bytes, length = bytes.length, before = bytes.length) =>
  of(bigint(4, length), { long: long(bytes, before) });
const view = (made, offset, on = slot.node(1)) => () => message({
  nodes: [made, node('arrayBuffer', 8)], slots: [on, offset], buffers: 'abcdefgh',
});
const edited = (make, edit) => () => edit(make());
const word = '\x01\0\0\0\0\0\0\0';
const f64 = { type: 8 };

export const refused = {
  // Bytes
  'nothing': () => new Uint8Array(0),
  'a header that ends': edited(of(number(1)), (bytes) => bytes.subarray(0, 55)),
  'another magic': of(number(1), { bytes: { 3: 0x4c } }),
  'another version': of(number(1), { bytes: { 4: 2 } }),
  'version 0': of(number(1), { bytes: { 4: 0 } }),
  'a longer header in 1.0': of(number(1), { more: word }),
  'a shorter header in 1.1': of(number(1), { bytes: { 5: 1, 6: 48 } }),
  'a header of 60 bytes in 1.1': of(number(1), { bytes: { 5: 1 }, more: 'abcd' }),
  'a reserved field': of(number(1), { header: { reserved: 1 } }),
  'a section that ends': edited(object({}), (bytes) => bytes.subarray(0, -1)),
  'a section that ends in 1.1':
    edited(of(number(1), { bytes: { 5: 1 }, strings: 'a' }), (bytes) => bytes.subarray(0, -1)),
  'counts of more than 32 bits':
    of(number(1), { header: { nodes: 0x20000000, slots: 0xe0000000 } }),
  'a byte behind the last section': of(number(1), { behind: 'x' }),
  'padding that is not 0': object({ padding: '\0\0\0\x01' }),
  'buffers of 4 bytes': of(number(1), { buffers: 'abcd' }),
  'a root that is a hole': of(hole),
  // Slots
  'a NaN with a sign': of([0, 0xfff80000]),
  'a tag behind the last': of(slot.of(0xfff8)),
  'the last tag': of(slot.of(0xffff)),
  'an undefined with a bit': of(slot.of(TAG.undefined, 1)),
  'a null with a bit': of(slot.of(TAG.null, 0, 1)),
  'a hole with a bit': single(node('array', 1), slot.of(TAG.hole, 1)),
  'a boolean of 2': of(slot.of(TAG.boolean, 2)),
  'a boolean with an upper bit': of(slot.of(TAG.boolean, 1, 1)),
  'a node that there is not': single(node('array', 1), slot.node(1)),
  'a node with an upper bit': single(node('array', 1), slot.of(TAG.container, 0, 1)),
  'a string behind the strings': of(string(1, 3), { strings: 'abc' }),
  'a string far behind the strings': of(string(0xffffffff, 0xfffe), { strings: 'abc' }),
  'an empty string behind the strings': of(string(4, 0), { strings: 'abc' }),
  'strings that hold more bytes than there are':
    () => message({ ...leaf(node('array', 2), string(0, 2), string(1, 2)), strings: 'abc' }),
  'a long string without its length': of(string(3, 0xffff), { long: 'x'.repeat(0x10008) }),
  'a long string behind the long': of(string(0x10000, 0xffff), { long: long('x'.repeat(0xfff0)) }),
  'a long string that is short': of(string(4, 0xffff), { long: long('abc') }),
  'a long string that is one byte short': of(string(4, 0xffff), { long: long('x'.repeat(0xfffe)) }),
  'a long string longer than the long':
    of(string(4, 0xffff), { long: long('x'.repeat(0xffff), 0x10000) }),
  'a bigint that leaves the long, beside bytes of no one':
    of(bigint(36, 9), { long: 'x'.repeat(32) + long('+', 9) }),
  'a long string twice': () => message({
    ...leaf(node('array', 2), string(4, 0xffff), string(4, 0xffff)), long: long('x'.repeat(0xffff)),
  }),
  'a bigint twice': () =>
    message({ ...leaf(node('array', 2), bigint(4, 9), bigint(4, 9)), long: long(`+${word}`) }),
  'a bigint of two lengths': big(`+${word}${word}`, 9),
  'a bigint with the length of a long one': big(`+${word}`, 0xffff),
  'a bigint without a sign': big(`0${word}`),
  'a bigint of nothing': big(''),
  'a bigint of half a u64': big('+\x01\0\0\0'),
  'a bigint with a leading zero': big(`+${word}\0\0\0\0\0\0\0\0`),
  'a bigint that is zero in a u64': big('+\0\0\0\0\0\0\0\0'),
  'a bigint that is minus zero': big('-'),
  // Text
  'a continuation byte alone': text('\x80'),
  'a character that ends': text('a\xe2\x82'),
  'an overlong character': text('\xc0\x80'),
  'an overlong character of three bytes': text('\xe0\x80\x80'),
  'an overlong character of four bytes': text('\xf0\x80\x80\x80'),
  'a character behind the last': text('\xf4\x90\x80\x80'),
  'a byte that no character has': text('\xff'),
  'a pair of surrogates as two characters': text('\xed\xa0\xbd\xed\xb8\x80'),
  'a key that is no UTF-8': object({ keyText: ['\xff'] }),
  // Nodes
  'kind 0': single([0, 0]),
  'kind 14': single([14, 0]),
  'a node with a bit that must be 0': single(node('array', 0, { zero: 1 })),
  'an element type of an array': single(node('array', 0, { type: 1 })),
  'an element type of a DataView': view(node('dataView', 1, { type: 1 }), number(0)),
  'an element type behind the last': view(node('typedArray', 0, { type: 11 }), number(0)),
  'more slots than there are': single(node('array', 2), number(1)),
  'a Map of more slots than 32 bits': single(node('map', 0x80000000)),
  'slots of no node': single(node('array', 1), number(1), number(2)),
  'a shape that there is not': object({ nodes: [node('object', 1)] }),
  'an object of fewer slots than keys': object({ shapes: [2], keyText: ['a', 'b'] }),
  'a hole among the members of a Set': single(node('set', 1), hole),
  'a hole as a key of a Map': single(node('map', 1), hole, number(1)),
  'a hole as a value of a Map': single(node('map', 1), number(1), hole),
  'a key of a Map twice': single(node('map', 2), number(1), number(1), number(1), number(2)),
  'a key of a Map as 0 and -0': single(node('map', 2), number(0), number(1), number(-0), number(2)),
  'NaN twice in a Set': single(node('set', 2), number(NaN), number(NaN)),
  'a container twice in a Set': single(node('set', 2), slot.node(0), slot.node(0)),
  'one text twice in a Set':
    () => message({ ...leaf(node('set', 2), string(0, 1), string(1, 1)), strings: 'aa' }),
  'one bigint twice in a Set': () => message({
    ...leaf(node('set', 2), bigint(4, 9), bigint(17, 9)), long: long(`+${word}`) + long(`+${word}`),
  }),
  'a Date with a count': single(node('date', 1), number(1)),
  'a Date of no number': single(node('date'), slot.undefined),
  'a Date that is a hole': single(node('date'), hole),
  'a Date with half a millisecond': single(node('date'), number(1.5)),
  'a Date of minus zero': single(node('date'), number(-0)),
  'a Date behind the last': single(node('date'), number(8640000000000001)),
  'a Date of infinity': single(node('date'), number(-Infinity)),
  'a RegExp with a count': () =>
    message({ ...leaf(node('regexp', 1), string(0, 1), string(1, 1), number(0)), strings: 'ag' }),
  'a RegExp without flags': () =>
    message({ ...leaf(node('regexp'), string(0, 1), hole, number(0)), strings: 'a' }),
  'a RegExp with a lastIndex that is a string': () =>
    message({ ...leaf(node('regexp'), string(0, 1), string(1, 1), string(2, 1)), strings: 'ag0' }),
  'a box of null': single(node('boxed'), slot.of(TAG.null)),
  'a box of a container': single(node('boxed'), slot.node(0)),
  'a box of a hole': single(node('boxed'), hole),
  'a box with a count': single(node('boxed', 1), number(1)),
  'a host value whose tag is a number': single(node('host'), number(1), number(2)),
  'a host value without a payload': () =>
    message({ ...leaf(node('host'), string(0, 1), hole), strings: 'a' }),
  'a host value with a count': () =>
    message({ ...leaf(node('host', 1), string(0, 1), number(1)), strings: 'a' }),
  'a function whose name is a number': single(node('function'), number(1)),
  'a function with a count':
    () => message({ ...leaf(node('function', 1), string(0, 1)), strings: 'a' }),
  'a function without a name': single(node('function'), hole),
  'an error with fewer slots than parts': single(node('error'), number(1)),
  'an error of a shape that there is not': single(node('error'), hole, hole, hole, hole),
  'an error with its cause among its other properties': object({
    nodes: [node('error')], slots: [hole, hole, hole, hole, number(1)], keyText: ['cause'],
  }),
  // Buffers
  'an ArrayBuffer longer than the buffers': single(node('arrayBuffer', 1)),
  'an ArrayBuffer of 4 GiB': single(node('arrayBuffer', 0xffffffff)),
  'an ArrayBuffer whose padding is not 0': () =>
    message({ nodes: [node('arrayBuffer', 1)], buffers: 'a\0\0\0\0\0\0\x01' }),
  'bytes of no ArrayBuffer': () =>
    message({ nodes: [node('arrayBuffer', 1)], buffers: `a\0\0\0\0\0\0\0${word}` }),
  'a view on itself': view(node('dataView', 1), number(0), slot.node(0)),
  'a view on a number': view(node('dataView', 1), number(0), number(1)),
  'a view at half a byte': view(node('dataView', 1), number(0.5)),
  'a view at minus one': view(node('dataView', 1), number(-1)),
  'a view at NaN': view(node('dataView', 1), number(NaN)),
  'a view at infinity': view(node('dataView', 0), number(Infinity)),
  'a view at a string': view(node('dataView', 0), string(0, 0)),
  'a view that leaves its buffer': view(node('dataView', 8), number(1)),
  'an empty view behind its buffer': view(node('dataView', 0), number(9)),
  'elements that leave their buffer': view(node('typedArray', 2, f64), number(0)),
  'elements of more bytes than 32 bits': view(node('typedArray', 0x20000000, f64), number(0)),
  'elements at no place of an element': view(node('typedArray', 0, f64), number(4)),
  // Shapes and keys
  'a shape with one key twice':
    object({ shapes: [2], shapeKeys: [0, 0], slots: [number(1), number(2)] }),
  'a shape with one text twice':
    object({ shapes: [2], keyText: ['a', 'a'], slots: [number(1), number(2)] }),
  'a key that there is not': object({ shapeKeys: [1] }),
  'a shape of more keys than there are': object({ shapes: [1, 1] }),
  'a shape of 4 Gi keys': object({ shapes: [1, 0xffffffff] }),
  'keys of no shape': object({ shapeKeys: [0, 0] }),
  'keys longer than their text': object({ keys: [2] }),
  'text behind the last key': object({ keyText: ['ab'], keys: [1] }),
};

export const taken = {
  'a primitive alone': of(number(1)),
  'the example of the document': () => message({
    nodes: [node('object')], slots: [number(1), slot.node(0)], shapes: [2], keyText: ['a', 'self'],
  }),
  'what 1.1 may add': of(number(1), { bytes: { 5: 1 }, more: word, behind: 'a section' }),
  'what 1.255 may add before keys': object({ bytes: { 5: 255 }, more: word + word }),
  'a reserved field in 1.1': of(number(1), { bytes: { 5: 1 }, header: { reserved: 1 } }),
  'the greatest and the least number': single(node('array', 2), [0xffffffff, 0x7fefffff],
    [0, 0xfff00000]),
  'NaNs with other bits': single(node('array', 3), [1, 0x7ff80000], [0, 0x7ff40000],
    [0xffffffff, 0xfff0ffff]),
  'nodes to which nothing refers': () =>
    message({ nodes: [node('array', 1), node('set', 0)], slots: [number(1)], root: number(1) }),
  'shapes and keys to which nothing refers': object({ shapes: [1, 1, 0], keyText: ['a', 'b'] }),
  'keys that no shape has': object({ keyText: ['a', 'b'], shapeKeys: [0] }),
  'one key twice in the section of keys':
    object({ shapes: [1, 1], keyText: ['a', 'a'], shapeKeys: [0, 1] }),
  'bytes that are of no string': of(string(1, 1), { strings: 'abc' }),
  'bytes that are of no long one': of(number(1), { long: 'abc' }),
  'bytes of no string that are no UTF-8': of(string(1, 1), { strings: '\xffa\xff' }),
  'an empty string at the end of the strings': of(string(3, 0), { strings: 'abc' }),
  'an empty string inside of a character': of(string(1, 0), { strings: '\xc3\xa4' }),
  'a string of 65,534 bytes': of(string(0, 0xfffe), { strings: 'x'.repeat(0xfffe) }),
  'a string of 65,535 bytes': of(string(4, 0xffff), { long: long('x'.repeat(0xffff)) }),
  'a bigint of 65,529 bytes': big(`+${word.repeat(8191)}`),
  'a bigint of 65,537 bytes': big(`-${word.repeat(8192)}`, 0xffff),
  'zero as a bigint': big('+'),
  'integer-like keys last': object({
    shapes: [3], keyText: ['a', '10', '2'], slots: [number(1), number(2), number(3)],
  }),
  'a property that is not there': object({ slots: [hole] }),
  'an error without a property of its shape': object({
    nodes: [node('error')], slots: [number(1), hole, hole, hole, hole],
  }),
  'the first and the last Date, and none': () => message({
    nodes: [node('array', 3), node('date'), node('date'), node('date')],
    slots: [...[1, 2, 3].map(slot.node), ...[-8.64e15, 8.64e15, NaN].map(number)],
  }),
  'minus zero as a key': single(node('map', 1), number(-0), number(-0)),
  'minus zero as a member': single(node('set', 1), number(-0)),
  'a view at minus zero': view(node('dataView', 1), number(-0)),
  'strings that share a byte where others have none':
    () => message({ ...leaf(node('array', 2), string(0, 2), string(1, 2)), strings: 'abcd' }),
  'an error without a part': object({
    nodes: [node('error')], shapes: [0], slots: [hole, hole, hole, hole], keyText: [],
  }),
  'an error whose parts are values': object({
    nodes: [node('error')], slots: [number(1), slot.node(0), slot.undefined, hole, number(1)],
  }),
  'two views on one buffer, one of them empty at its end': () => message({
    nodes: [node('array', 2), node('dataView', 0), node('typedArray', 4, { type: 3 }),
      node('arrayBuffer', 8)],
    slots: [slot.node(1), slot.node(2), slot.node(3), number(8), slot.node(3), number(0)],
    buffers: 'abcdefgh',
  }),
  'a Set of like members that differ': single(node('set', 4), number(0), slot.of(TAG.boolean),
    slot.undefined, slot.of(TAG.null)),
};
