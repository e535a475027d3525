// The format packed a second time, written from docs/formats/packed.md alone: what the document
// does not say is not here. Plain JavaScript; node 18 or newer, little-endian. Slow, and strict.
// It holds a message to the document, and a value to what JavaScript has: where these differ, as
// for a RegExp whose source is none, it says so rather than to change the value.
//
//   decode(bytes)   the value; PackedError where the bytes break a sentence of the document,
//                   NoValueError where they are right, but JavaScript has no such value
//   encode(value)   the bytes
//   Host            a value of the host's own: a tag and a payload

export { Host } from './layout.mjs';
export { NoValueError, PackedError, decode } from './reader.mjs';
export { encode } from './writer.mjs';
