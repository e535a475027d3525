// What util.inspect of node 20.20.2 prints: made by
// inspect_expected.mjs, not to be edited.
#pragma once

struct InspectExpected {
  const char* name;
  const char* text;
};

// The texts stand as they are printed.
// clang-format off
inline constexpr InspectExpected inspect_expected[] = {
    {"undefined", R"~(undefined)~"},
    {"null", R"~(null)~"},
    {"true", R"~(true)~"},
    {"zero", R"~(0)~"},
    {"minus zero", R"~(-0)~"},
    {"nan", R"~(NaN)~"},
    {"minus infinity", R"~(-Infinity)~"},
    {"1e21", R"~(1e+21)~"},
    {"1e-7", R"~(1e-7)~"},
    {"0.1", R"~(0.1)~"},
    {"123456789012345680000", R"~(123456789012345680000)~"},
    {"bigint", R"~(-12345678901234567890n)~"},
    {"string", R"~('abc')~"},
    {"single quote", R"~("it's")~"},
    {"both quotes", R"~(`it's "x"`)~"},
    {"all quotes", R"~('it\'s "x" `y`')~"},
    {"template", R"~('it\'s "x" ${y}')~"},
    {"controls", R"~('a\b\t\n\x0B\f\r\x00\x1B\x7F\x80\\z')~"},
    {"umlauts and emoji", R"~('ä€😀')~"},
    {"lone surrogate", R"~('a\ud83dz')~"},
    {"long lines", R"~('first line\n' +
  'second line of the text that is far too long for a single line of 80\n' +
  'third\n')~"},
    {"long string", R"~('xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx')~"},
    {"long string in object", R"~({
  text: 'lorem ipsum dolor sit amet\n' +
    'consectetur adipiscing elit sed do eiusmod tempor incididunt'
})~"},
    {"empty object", R"~({})~"},
    {"empty array", R"~([])~"},
    {"empty map", R"~(Map(0) {})~"},
    {"empty set", R"~(Set(0) {})~"},
    {"empty buffer", R"~(ArrayBuffer { [Uint8Contents]: <>, byteLength: 0 })~"},
    {"empty typed", R"~(Uint8Array(0) [])~"},
    {"object", R"~({ name: 'Alice', age: 41, ok: true, none: null, no: undefined })~"},
    {"keys", R"~({
  '7': 6,
  a1: 1,
  _b: 2,
  '$c': 3,
  'd e': 4,
  '1x': 5,
  '': 7,
  "it's": 8,
  'ä': 9
})~"},
    {"proto key", R"~({ ['__proto__']: 1 })~"},
    {"nested", R"~({ a: { b: { c: [Object] } } })~"},
    {"nested kinds", R"~({
  a: {
    b: {
      array: [Array],
      map: [Map],
      set: [Set],
      bytes: [Uint8Array],
      buffer: [ArrayBuffer],
      error: [TypeError],
      date: 1970-01-01T00:00:00.000Z,
      empty: [],
      regexp: /x/
    }
  }
})~"},
    {"depth 0", R"~({ a: {}, b: [Array], c: [Object] })~"},
    {"four levels", R"~({ a: { b: { c: {} } } })~"},
    {"four levels full", R"~({
  a: { b: { c: { d: [] } } }
})~"},
    {"deep", R"~({
  a: {
    b: {
      c: { d: { e: { f: 1 } } }
    }
  }
})~"},
    {"circular", R"~(<ref *1> { name: 'Alice', self: [Circular *1] })~"},
    {"two circles", R"~(<ref *1> {
  name: 'a',
  b: <ref *2> {
    name: 'b',
    a: [Circular *1],
    list: [ [Circular *1], [Circular *2] ]
  }
})~"},
    {"circular map", R"~(<ref *1> Map(2) { 'self' => [Circular *1], [Circular *1] => 1 })~"},
    {"circular error", R"~(<ref *1> [Error: x] { self: [Circular *1] })~"},
    {"alias", R"~([ { x: 1 }, { x: 1 } ])~"},
    {"numbers 6", R"~([ 1, 2, 3, 4, 5, 6 ])~"},
    {"numbers 7", R"~([
  1, 2, 3, 4,
  5, 6, 7
])~"},
    {"numbers 30", R"~([
      0,     1,     8,    27,    64,
    125,   216,   343,   512,   729,
   1000,  1331,  1728,  2197,  2744,
   3375,  4096,  4913,  5832,  6859,
   8000,  9261, 10648, 12167, 13824,
  15625, 17576, 19683, 21952, 24389
])~"},
    {"numbers 100", R"~([
   0,  1,  2,  3,  4,  5,  6,  7,  8,  9, 10, 11,
  12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23,
  24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35,
  36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47,
  48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59,
  60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71,
  72, 73, 74, 75, 76, 77, 78, 79, 80, 81, 82, 83,
  84, 85, 86, 87, 88, 89, 90, 91, 92, 93, 94, 95,
  96, 97, 98, 99
])~"},
    {"numbers 101", R"~([
   0,  1,  2,  3,  4,  5,  6,  7,  8,  9, 10, 11,
  12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23,
  24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35,
  36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47,
  48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59,
  60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71,
  72, 73, 74, 75, 76, 77, 78, 79, 80, 81, 82, 83,
  84, 85, 86, 87, 88, 89, 90, 91, 92, 93, 94, 95,
  96, 97, 98, 99,
  ... 1 more item
])~"},
    {"numbers 250", R"~([
  -300, -293, -286, -279, -272, -265, -258, -251, -244, -237, -230,
  -223, -216, -209, -202, -195, -188, -181, -174, -167, -160, -153,
  -146, -139, -132, -125, -118, -111, -104,  -97,  -90,  -83,  -76,
   -69,  -62,  -55,  -48,  -41,  -34,  -27,  -20,  -13,   -6,    1,
     8,   15,   22,   29,   36,   43,   50,   57,   64,   71,   78,
    85,   92,   99,  106,  113,  120,  127,  134,  141,  148,  155,
   162,  169,  176,  183,  190,  197,  204,  211,  218,  225,  232,
   239,  246,  253,  260,  267,  274,  281,  288,  295,  302,  309,
   316,  323,  330,  337,  344,  351,  358,  365,  372,  379,  386,
   393,
  ... 150 more items
])~"},
    {"floats", R"~([
    0, 0.125, 0.25, 0.375,
  0.5, 0.625, 0.75, 0.875,
    1, 1.125, 1.25, 1.375,
  1.5, 1.625, 1.75, 1.875,
    2, 2.125, 2.25, 2.375
])~"},
    {"words", R"~([
  'apple',      'banana',
  'cherry',     'date',
  'elderberry', 'fig',
  'grape',      'honeydew',
  'kiwi',       'lemon'
])~"},
    {"long words", R"~([
  'word number 0 ',
  'word number 1 xxx',
  'word number 2 xxxxxx',
  'word number 3 xxxxxxxxx',
  'word number 4 xxxxxxxxxxxx',
  'word number 5 xxxxxxxxxxxxxxx',
  'word number 6 xxxxxxxxxxxxxxxxxx',
  'word number 7 xxxxxxxxxxxxxxxxxxxxx'
])~"},
    {"wide words", R"~([
  '日本',         '日本日本',
  '日本日本日本', '日本',
  '日本日本',     '日本日本日本',
  '日本',         '日本日本',
  '日本日本日本', '日本'
])~"},
    {"objects in array", R"~([
  { id: 0, name: 'n0' },
  { id: 1, name: 'n1' },
  { id: 2, name: 'n2' },
  { id: 3, name: 'n3' },
  { id: 4, name: 'n4' },
  { id: 5, name: 'n5' },
  { id: 6, name: 'n6' },
  { id: 7, name: 'n7' }
])~"},
    {"arrays in array", R"~([ [ 0, 0, 0 ], [ 0, 1, 2 ], [ 0, 2, 4 ] ])~"},
    {"matrix", R"~([
  [
    0, 0, 0, 0,
    0, 0, 0, 0
  ],
  [
    0, 1, 2, 3,
    4, 5, 6, 7
  ],
  [
    0,  2,  4,  6,
    8, 10, 12, 14
  ],
  [
     0,  3,  6,  9,
    12, 15, 18, 21
  ],
  [
     0,  4,  8, 12,
    16, 20, 24, 28
  ],
  [
     0,  5, 10, 15,
    20, 25, 30, 35
  ],
  [
     0,  6, 12, 18,
    24, 30, 36, 42
  ],
  [
     0,  7, 14, 21,
    28, 35, 42, 49
  ]
])~"},
    {"mixed 10", R"~([
  1,         'two',
  3n,        null,
  undefined, true,
  -0,        NaN,
  'nine',    10
])~"},
    {"bigints", R"~([
      0n,     1n,    32n,
    243n,  1024n,  3125n,
   7776n, 16807n, 32768n,
  59049n
])~"},
    {"one hole", R"~([ 1, <1 empty item>, 3 ])~"},
    {"two holes", R"~([ <2 empty items>, 3 ])~"},
    {"only holes", R"~([ <3 empty items> ])~"},
    {"far holes", R"~([ 1, <149 empty items>, 2, <49 empty items> ])~"},
    {"many holes", R"~([
  0,              <1 empty item>, 1,              <1 empty item>, 2,
  <1 empty item>, 3,              <1 empty item>, 4,              <1 empty item>,
  5,              <1 empty item>, 6,              <1 empty item>, 7,
  <1 empty item>, 8,              <1 empty item>, 9,              <1 empty item>,
  10,             <1 empty item>, 11,             <1 empty item>, 12,
  <1 empty item>, 13,             <1 empty item>, 14,             <1 empty item>,
  15,             <1 empty item>, 16,             <1 empty item>, 17,
  <1 empty item>, 18,             <1 empty item>, 19,             <1 empty item>,
  20,             <1 empty item>, 21,             <1 empty item>, 22,
  <1 empty item>, 23,             <1 empty item>, 24,             <1 empty item>,
  25,             <1 empty item>, 26,             <1 empty item>, 27,
  <1 empty item>, 28,             <1 empty item>, 29,             <1 empty item>,
  30,             <1 empty item>, 31,             <1 empty item>, 32,
  <1 empty item>, 33,             <1 empty item>, 34,             <1 empty item>,
  35,             <1 empty item>, 36,             <1 empty item>, 37,
  <1 empty item>, 38,             <1 empty item>, 39,             <1 empty item>,
  40,             <1 empty item>, 41,             <1 empty item>, 42,
  <1 empty item>, 43,             <1 empty item>, 44,             <1 empty item>,
  45,             <1 empty item>, 46,             <1 empty item>, 47,
  <1 empty item>, 48,             <1 empty item>, 49,             <1 empty item>,
  ... 19 more items
])~"},
    {"map", R"~(Map(2) { 'a' => 1, 'b' => { c: 2 } })~"},
    {"map of objects", R"~(Map(2) { { k: 1 } => Map(1) { 1 => 2 }, [ 1, 2 ] => Set(1) { 3 } })~"},
    {"big map", R"~(Map(120) {
  0 => 0,
  1 => 1,
  2 => 2,
  3 => 3,
  4 => 4,
  5 => 5,
  6 => 6,
  7 => 7,
  8 => 8,
  9 => 9,
  10 => 10,
  11 => 11,
  12 => 12,
  13 => 13,
  14 => 14,
  15 => 15,
  16 => 16,
  17 => 17,
  18 => 18,
  19 => 19,
  20 => 20,
  21 => 21,
  22 => 22,
  23 => 23,
  24 => 24,
  25 => 25,
  26 => 26,
  27 => 27,
  28 => 28,
  29 => 29,
  30 => 30,
  31 => 31,
  32 => 32,
  33 => 33,
  34 => 34,
  35 => 35,
  36 => 36,
  37 => 37,
  38 => 38,
  39 => 39,
  40 => 40,
  41 => 41,
  42 => 42,
  43 => 43,
  44 => 44,
  45 => 45,
  46 => 46,
  47 => 47,
  48 => 48,
  49 => 49,
  50 => 50,
  51 => 51,
  52 => 52,
  53 => 53,
  54 => 54,
  55 => 55,
  56 => 56,
  57 => 57,
  58 => 58,
  59 => 59,
  60 => 60,
  61 => 61,
  62 => 62,
  63 => 63,
  64 => 64,
  65 => 65,
  66 => 66,
  67 => 67,
  68 => 68,
  69 => 69,
  70 => 70,
  71 => 71,
  72 => 72,
  73 => 73,
  74 => 74,
  75 => 75,
  76 => 76,
  77 => 77,
  78 => 78,
  79 => 79,
  80 => 80,
  81 => 81,
  82 => 82,
  83 => 83,
  84 => 84,
  85 => 85,
  86 => 86,
  87 => 87,
  88 => 88,
  89 => 89,
  90 => 90,
  91 => 91,
  92 => 92,
  93 => 93,
  94 => 94,
  95 => 95,
  96 => 96,
  97 => 97,
  98 => 98,
  99 => 99,
  ... 20 more items
})~"},
    {"set", R"~(Set(3) { 1, 'two', { three: 3 } })~"},
    {"big set", R"~(Set(101) {
  0,
  1,
  2,
  3,
  4,
  5,
  6,
  7,
  8,
  9,
  10,
  11,
  12,
  13,
  14,
  15,
  16,
  17,
  18,
  19,
  20,
  21,
  22,
  23,
  24,
  25,
  26,
  27,
  28,
  29,
  30,
  31,
  32,
  33,
  34,
  35,
  36,
  37,
  38,
  39,
  40,
  41,
  42,
  43,
  44,
  45,
  46,
  47,
  48,
  49,
  50,
  51,
  52,
  53,
  54,
  55,
  56,
  57,
  58,
  59,
  60,
  61,
  62,
  63,
  64,
  65,
  66,
  67,
  68,
  69,
  70,
  71,
  72,
  73,
  74,
  75,
  76,
  77,
  78,
  79,
  80,
  81,
  82,
  83,
  84,
  85,
  86,
  87,
  88,
  89,
  90,
  91,
  92,
  93,
  94,
  95,
  96,
  97,
  98,
  99,
  ... 1 more item
})~"},
    {"date", R"~(2025-11-23T16:50:00.123Z)~"},
    {"invalid date", R"~(Invalid Date)~"},
    {"regexp", R"~(/a+b/gi)~"},
    {"empty regexp", R"~(/(?:)/)~"},
    {"boxed number", R"~([Number: -0])~"},
    {"boxed string", R"~([String: "it's"])~"},
    {"boxed boolean", R"~([Boolean: false])~"},
    {"boxed bigint", R"~([BigInt: 5n])~"},
    {"function", R"~({ f: [Function: f], g: [Function (anonymous)] })~"},
    {"error", R"~([Error: message])~"},
    {"type error", R"~([TypeError: no])~"},
    {"empty error", R"~([RangeError])~"},
    {"error with own", R"~([Error: message] { code: 7, info: { a: 1 } })~"},
    {"error with cause", R"~([Error: outer] { [cause]: [TypeError: inner] })~"},
    {"error with undefined cause", R"~([Error: outer] { [cause]: undefined })~"},
    {"aggregate", R"~([AggregateError: many] { [errors]: [ [Error: a], 2 ] })~"},
    {"stack", R"~(Error: lines
of message
    at f (file.js:1:2)
    at g (file.js:3:4))~"},
    {"stack inside", R"~({
  a: {
    e: Error: lines
    of message
        at f (file.js:1:2)
        at g (file.js:3:4)
  }
})~"},
    {"stack with own", R"~(Error: lines
of message
    at f (file.js:1:2)
    at g (file.js:3:4) {
  code: 'E'
})~"},
    {"error in object", R"~({ e: [Error: x], f: [Error: y] { code: 1 } })~"},
    {"array buffer", R"~(ArrayBuffer { [Uint8Contents]: <01 02 ff>, byteLength: 3 })~"},
    {"big buffer", R"~(ArrayBuffer {
  [Uint8Contents]: <00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 ... 2 more bytes>,
  byteLength: 102
})~"},
    {"uint8", R"~(Uint8Array(3) [ 1, 2, 3 ])~"},
    {"float32", R"~(Float32Array(4) [ 0.10000000149011612, -0, NaN, Infinity ])~"},
    {"bigint64", R"~(BigInt64Array(2) [ 1n, -2n ])~"},
    {"big uint16", R"~(Uint16Array(120) [
      0,   500,  1000,  1500,  2000,  2500,  3000,  3500,  4000,
   4500,  5000,  5500,  6000,  6500,  7000,  7500,  8000,  8500,
   9000,  9500, 10000, 10500, 11000, 11500, 12000, 12500, 13000,
  13500, 14000, 14500, 15000, 15500, 16000, 16500, 17000, 17500,
  18000, 18500, 19000, 19500, 20000, 20500, 21000, 21500, 22000,
  22500, 23000, 23500, 24000, 24500, 25000, 25500, 26000, 26500,
  27000, 27500, 28000, 28500, 29000, 29500, 30000, 30500, 31000,
  31500, 32000, 32500, 33000, 33500, 34000, 34500, 35000, 35500,
  36000, 36500, 37000, 37500, 38000, 38500, 39000, 39500, 40000,
  40500, 41000, 41500, 42000, 42500, 43000, 43500, 44000, 44500,
  45000, 45500, 46000, 46500, 47000, 47500, 48000, 48500, 49000,
  49500,
  ... 20 more items
])~"},
    {"float64 grouped", R"~(Float64Array(8) [
  1.5,     2, 3.25,
   -4, 5e+21,    6,
    7,     8
])~"},
    {"data view", R"~(DataView {
  byteLength: 2,
  byteOffset: 1,
  buffer: ArrayBuffer { [Uint8Contents]: <01 02 03 04>, byteLength: 4 }
})~"},
    {"host", R"~(Headers { accept: 'x', list: [ 1, 2 ] })~"},
    {"empty host", R"~(Headers {})~"},
    {"deep host", R"~({ a: { b: { h: [Headers] } } })~"},
    {"line of 72", R"~({
  aaaaaaaaaaaaaaaaaaaa: 'bbbbbbbbbbbbbbbbbbbb',
  cccccccccc: 'dddddddddddddddd'
})~"},
    {"width 44", R"~({ a: 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', b: 'yyyyyyyyyy' })~"},
    {"width 45", R"~({ a: 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', b: 'yyyyyyyyyy' })~"},
    {"width 46", R"~({
  a: 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
  b: 'yyyyyyyyyy'
})~"},
    {"width 47", R"~({
  a: 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
  b: 'yyyyyyyyyy'
})~"},
    {"width 48", R"~({
  a: 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
  b: 'yyyyyyyyyy'
})~"},
    {"width 49", R"~({
  a: 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
  b: 'yyyyyyyyyy'
})~"},
    {"narrow", R"~({
  name: 'Alice',
  tags: [ 'a', 'b' ]
})~"},
    {"user record", R"~({
  id: 1234,
  name: 'Ada Lovelace',
  email: 'ada@example.com',
  roles: [ 'admin', 'author' ],
  address: { street: '1 Main Street', city: 'London' },
  created: 1970-01-01T00:00:00.000Z
})~"},
    {"cut string", R"~('abcd'... 6 more characters)~"},
    {"cut one", R"~('abcd'... 1 more character)~"},
    {"cut pair", R"~('abc\ud83d'... 1 more character)~"},
    {"three entries", R"~([ 1, 2, 3, ... 1 more item ])~"},
    {"no entries", R"~([ ... 2 more items ])~"},
    {"three of a set", R"~(Set(5) { 1, 2, 3, ... 2 more items })~"},
    {"colors", "{\n  a: \x1B""[33m1\x1B""[39m,\n  b: \x1B""[32m'x'\x1B""[39m,\n  c: \x1B""[1mnull\x1B""[22m,\n  d: \x1B""[90mundefined\x1B""[39m,\n  e: \x1B""[33mtrue\x1B""[39m,\n  f: \x1B""[33m1n\x1B""[39m,\n  g: \x1B""[35m1970-01-01T00:00:00.000Z\x1B""[39m,\n  h: \x1B""[31m/x/\x1B""[39m,\n  \x1B""[32m'i j'\x1B""[39m: [ \x1B""[90m<1 empty item>\x1B""[39m, \x1B""[33m1\x1B""[39m ],\n  k: \x1B""[36m[Function: k]\x1B""[39m,\n  l: ArrayBuffer { \x1B""[36m[Uint8Contents]\x1B""[39m: <00>, byteLength: \x1B""[33m1\x1B""[39m },\n  m: \x1B""[33m[Number: 1]\x1B""[39m\n}"},
    {"colored group", "[\n   \x1B""[33m0\x1B""[39m,  \x1B""[33m3\x1B""[39m,  \x1B""[33m6\x1B""[39m,  \x1B""[33m9\x1B""[39m, \x1B""[33m12\x1B""[39m,\n  \x1B""[33m15\x1B""[39m, \x1B""[33m18\x1B""[39m, \x1B""[33m21\x1B""[39m, \x1B""[33m24\x1B""[39m, \x1B""[33m27\x1B""[39m\n]"},
    {"colored circle", "\x1B""[36m<ref *1>\x1B""[39m { a: \x1B""[36m[Circular *1]\x1B""[39m }"},
};
