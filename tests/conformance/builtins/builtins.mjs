// node's own values, spoken to by lines; candela-builtins-conformance runs this script. Values are
// the hexadecimal of what a v8.Serializer writes; unlike v8.serialize it keeps shared buffers.
//
//   version        ok v20.20.2
//   read VALUE     of [self, key, undefined]: reads self[key]
//   call VALUE     of [self, name, arguments]: calls self[name](...arguments)
//                  ok VALUE: [self, arguments, result], iterators as arrays
//                  no NAME MESSAGE: it threw; the message as hexadecimal of UTF-8
//                  absent: this node has nothing of that name
//
//   node builtins.mjs [NAME]    answers calls of this built-in wrongly

import { createInterface } from 'node:readline';
import v8 from 'node:v8';

const wrong = process.argv[2];
const version = v8.serialize(0)[1];

// In the order of the numbers by which v8.serialize names them; 10 is node's Buffer.
const views = [Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array,
  Uint32Array, Float32Array, Float64Array, DataView, Uint8Array, BigInt64Array, BigUint64Array];

/** Views that share no buffer come as v8.serialize writes them; v8.deserialize would give them a
 * part of a larger buffer. */
class Reader extends v8.Deserializer {
  _readHostObject() {
    const view = views[this.readUint32()];
    const bytes = Uint8Array.from(this.readRawBytes(this.readUint32()));
    return new view(bytes.buffer);
  }
}

function valueOf(hex) {
  const bytes = Buffer.from(hex, 'hex');
  bytes[1] = Math.min(bytes[1], version); // what node 18 reads is the same but for its number
  const reader = new Reader(bytes);
  reader.readHeader();
  return reader.readValue();
}
function hexOf(value) {
  const writer = new v8.Serializer();
  writer.writeHeader();
  writer.writeValue(value);
  return writer.releaseBuffer().toString('hex');
}

function answer(hex, use) {
  const [self, name, given] = valueOf(hex);
  try {
    let result = use(self, name, given);
    if (typeof result === 'function') return 'absent';
    if (typeof result?.next === 'function') result = [...result];
    return `ok ${hexOf([self, given, name === wrong ? 'wrong' : result])}`;
  } catch (error) {
    return `no ${error.name} ${Buffer.from(error.message).toString('hex')}`;
  }
}

const commands = {
  version: () => `ok ${process.version}`,
  read: (hex) => answer(hex, (self, name) => {
    const isThere = typeof name === 'number' || name in Object(self);
    return isThere ? self[name] : () => {};
  }),
  call: (hex) => answer(hex, (self, name, given) => {
    if (self[name] === undefined) return () => {};
    return self[name](...given);
  }),
};
for await (const line of createInterface({ input: process.stdin })) {
  const [command, ...words] = line.split(' ');
  console.log(commands[command](...words));
}
