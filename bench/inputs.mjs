// The values that the benchmarks measure, made from fixed seeds. inputs.cpp makes the same values;
// digests.txt holds both to it.

/** mulberry32: small, and the same in any language with 32-bit integers. */
function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

const WORDS = [
  'the', 'quick', 'brown', 'fox', 'jumps', 'over', 'lazy', 'dog', 'structured', 'clone',
  'codec', 'graph', 'alias', 'cycle', 'value', 'map', 'set', 'date', 'error', 'buffer',
];
const PHRASES = [
  '日本語のテキスト', 'naïve café', 'Привет мир', '😀🎉🚀', 'عربي',
  '한국어', '“quoted”', 'line\nbreak\ttab', 'back\\slash "q"',
];

// As Math.pow(10, -10) and so on gave them where the inputs were first made: two are one bit off.
const POWERS_OF_TEN = [
  1e-10, 1e-9, 1e-8, 1e-7, 1e-6, 0.000009999999999999999, 0.00009999999999999999, 1e-3, 1e-2, 1e-1,
  1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9,
];

const pick = (random, list) => list[random() % list.length];
const base36 = (random) => random().toString(36);
const indices = (random) => [random() % 140, random() % 140];
const times = (count, make) => Array.from({ length: count }, (_, i) => make(i));

const text = (random, words) =>
  times(words, () => (random() % 7 === 0 ? pick(random, PHRASES) : pick(random, WORDS))).join(' ');

/** An RPC-like object: 10 fields, a nested object, an array of 6. */
export function small() {
  return {
    jsonrpc: '2.0',
    id: 4217,
    method: 'orders.create',
    traceId: 'b7ad6b7169203331-0af7651916cd43dd',
    timestamp: 1732352400123,
    retry: false,
    priority: 3,
    deadline: null,
    params: {
      userId: 918273, sku: 'SKU-00912-XL', qty: 2, price: 19.95, note: 'leave at "door" please',
    },
    tags: ['web', 'eu-west-1', 'beta', 7, 8, 9],
  };
}

function user(random) {
  return {
    id: random(),
    id_str: String(random()),
    name: text(random, 2),
    screen_name: `user_${base36(random)}`,
    location: pick(random, PHRASES),
    description: text(random, 12),
    url: random() % 2 ? `http://t.co/${base36(random)}` : null,
    protected: false,
    followers_count: random() % 100000,
    friends_count: random() % 5000,
    listed_count: random() % 100,
    created_at: 'Sat Dec 14 14:02:55 +0000 2013',
    favourites_count: random() % 9999,
    utc_offset: random() % 2 ? 32400 : null,
    time_zone: null,
    geo_enabled: random() % 2 === 0,
    verified: random() % 10 === 0,
    statuses_count: random() % 90000,
    lang: 'ja',
    profile_background_color: 'C0DEED',
    profile_image_url:
      `http://pbs.twimg.com/profile_images/${random()}/${base36(random)}_normal.jpeg`,
    default_profile: true,
    following: false,
  };
}

const hashtag = (random) => ({ text: pick(random, WORDS), indices: indices(random) });

const mention = (random) => ({
  screen_name: `user_${base36(random)}`,
  name: text(random, 2),
  id: random(),
  id_str: String(random()),
  indices: indices(random),
});

const url = (random) => ({
  url: `http://t.co/${base36(random)}`,
  expanded_url: `http://example.com/${base36(random)}`,
  indices: [1, 23],
});

const point = (random) => ({
  type: 'Point',
  coordinates: [(random() % 180000) / 1000 - 90, (random() % 360000) / 1000 - 180],
});

function status(random) {
  const author = user(random);
  const hashtags = times(random() % 4, () => hashtag(random));
  const mentions = times(random() % 3, () => mention(random));
  return {
    metadata: { result_type: 'recent', iso_language_code: 'ja' },
    created_at: 'Sun Aug 31 00:29:15 +0000 2014',
    id: 505874924095815000 + (random() % 1000) * 64,
    id_str: `5058749240958${random()}`,
    text: text(random, 20),
    source: '<a href="http://twitter.com/download/iphone" rel="nofollow">Twitter for iPhone</a>',
    truncated: false,
    in_reply_to_status_id: null,
    in_reply_to_user_id: null,
    in_reply_to_screen_name: null,
    user: author,
    geo: random() % 5 === 0 ? point(random) : null,
    coordinates: null,
    place: null,
    contributors: null,
    retweet_count: random() % 1000,
    favorite_count: random() % 1000,
    entities: {
      hashtags,
      symbols: [],
      urls: random() % 2 ? [url(random)] : [],
      user_mentions: mentions,
    },
    favorited: false,
    retweeted: false,
    lang: 'ja',
  };
}

/** 340 statuses with users and entities; texts in 7 scripts, with 4-byte UTF-8 and escapes. */
export function twitter() {
  const random = randomFrom(42);
  return {
    statuses: times(340, () => status(random)),
    search_metadata: {
      completed_in: 0.087, max_id: 505874924095815681, query: '%E4%B8%80', count: 340, since_id: 0,
    },
  };
}

const GRAPH_NODES = 10000;
const looseNodes = () =>
  times(GRAPH_NODES, (i) => ({ id: i, label: `node-${i}`, edges: [], parent: null }));
const parentOf = (node) => (node - 1) >> 3;

/** 10,000 nodes {id, label, edges: 3 random nodes, parent}; depth first it goes thousands deep. */
export function graph() {
  const random = randomFrom(7);
  const nodes = looseNodes();
  nodes.forEach((node, i) => {
    for (let edge = 0; edge < 3; ++edge) node.edges.push(nodes[random() % nodes.length]);
    if (i > 0) node.parent = nodes[parentOf(i)];
  });
  return { nodes };
}

/** 10,000 nodes as a tree of 8 children with two edges back towards the root each; about 6 deep. */
export function graph_shallow() {
  const random = randomFrom(7);
  const nodes = looseNodes();
  nodes.slice(1).forEach((node) => {
    node.parent = nodes[parentOf(node.id)];
    node.parent.edges.push(node);
  });
  for (const node of nodes) {
    let ancestor = node.id;
    const up = random() % 4;
    for (let step = 0; step <= up && ancestor > 0; ++step) ancestor = parentOf(ancestor);
    node.edges.push(nodes[ancestor], nodes[0]);
  }
  return nodes[0];
}

/** 100,000 doubles over 20 decades, 100,000 int32. */
export function numbers() {
  const random = randomFrom(99);
  return {
    d: times(100000, () => (random() / 4294967296) * pick(random, POWERS_OF_TEN)),
    n: times(100000, () => random() | 0),
  };
}

function withStack(error) {
  error.stack = `${error.name}: ${error.message}\n    at f (file.js:1:1)\n    at g (file.js:2:2)`;
  return error;
}

/** A Map, a Set, Dates, Errors with causes and stacks, 1 MiB in a Uint8Array. */
export function typed() {
  const random = randomFrom(5);
  return {
    map: new Map(times(1000, (i) => [`key${i}`, random()])),
    set: new Set(times(1000, () => `member-${base36(random)}`)),
    dates: times(1000, () => new Date(1.7e12 + random())),
    errors: times(100, (i) =>
      withStack(new Error(`outer ${i}`, { cause: withStack(new RangeError(`inner ${i}`)) }))),
    bytes: Uint8Array.from(times(1 << 20, () => random() & 255)),
  };
}

export function typed_no_bytes() {
  const { bytes, ...rest } = typed();
  return rest;
}

/** {v, next} in each other; v is 0 in the innermost. */
export function deep(levels = 5000) {
  let outermost = null;
  for (let v = 0; v < levels; ++v) outermost = { v, next: outermost };
  return outermost;
}

export const deep_million = () => deep(1000000);

export const inputs = {
  small, twitter, graph, graph_shallow, numbers, typed, typed_no_bytes, deep, deep_million,
};
