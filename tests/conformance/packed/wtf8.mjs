// UTF-8 in which a surrogate that stands alone is its three bytes, as strings of JavaScript need.

const isHigh = (unit) => unit >= 0xd800 && unit < 0xdc00;
const isLow = (unit) => unit >= 0xdc00 && unit < 0xe000;

export function toBytes(text) {
  const bytes = [];
  const follow = (point, shift) => bytes.push(0x80 | ((point >> shift) & 0x3f));
  for (const character of text) { // a pair is one character; a lone surrogate is one too
    const point = character.codePointAt(0);
    if (point < 0x80) {
      bytes.push(point);
    } else if (point < 0x800) {
      bytes.push(0xc0 | (point >> 6));
      follow(point, 0);
    } else if (point < 0x10000) {
      bytes.push(0xe0 | (point >> 12));
      follow(point, 6);
      follow(point, 0);
    } else {
      bytes.push(0xf0 | (point >> 18));
      follow(point, 12);
      follow(point, 6);
      follow(point, 0);
    }
  }
  return Uint8Array.from(bytes);
}

/** How many bytes follow on this one, and the least character that needs so many. */
function lead(byte) {
  if (byte < 0x80) return { more: 0, bits: byte, least: 0 };
  if (byte >= 0xc0 && byte < 0xe0) return { more: 1, bits: byte & 0x1f, least: 0x80 };
  if (byte >= 0xe0 && byte < 0xf0) return { more: 2, bits: byte & 0x0f, least: 0x800 };
  if (byte >= 0xf0 && byte < 0xf8) return { more: 3, bits: byte & 0x07, least: 0x10000 };
  return undefined;
}

/** The text, or undefined where the bytes are none. */
export function toText(bytes) {
  let text = '';
  let before = 0;
  for (let i = 0; i < bytes.length;) {
    const first = lead(bytes[i++]);
    if (first === undefined) return undefined;
    let point = first.bits;
    for (let more = first.more; more > 0; --more, ++i) {
      if (i >= bytes.length || (bytes[i] & 0xc0) !== 0x80) return undefined;
      point = (point << 6) | (bytes[i] & 0x3f);
    }
    if (point < first.least || point > 0x10ffff) return undefined;
    if (isHigh(before) && isLow(point)) return undefined; // a pair is one character
    text += String.fromCodePoint(point);
    before = point;
  }
  return text;
}
