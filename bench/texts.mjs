// The text that stands for each input: digests.mjs hashes it, and peers.mjs compares by it what a
// peer gives back. Nothing here recurses over a graph.

const node = ({ id, label, edges, parent }) =>
  [id, label, edges.map((edge) => edge.id), parent && parent.id];

function reachable(root) {
  const met = new Set([root]);
  for (const { edges, parent } of met) {
    edges.forEach((edge) => met.add(edge));
    if (parent) met.add(parent);
  }
  return [...met].sort((a, b) => a.id - b.id);
}

const parts = (error) => [error.name, error.message, error.stack];

const typedText = ({ map, set, dates, errors, bytes }) => JSON.stringify([
  [...map], [...set], dates.map(Number), errors.map((e) => [...parts(e), ...parts(e.cause)]),
  bytes ? Buffer.from(bytes).toString('base64') : null,
]);

function deepText(outermost) {
  const levels = [];
  for (let level = outermost; level; level = level.next) levels.push(`${level.v},`);
  return levels.join('');
}

const texts = {
  graph: ({ nodes }) => JSON.stringify(nodes.map(node)),
  graph_shallow: (root) => JSON.stringify(reachable(root).map(node)),
  typed: typedText,
  typed_no_bytes: typedText,
  deep: deepText,
  deep_million: deepText,
};

export const textOf = (input, value) => (texts[input] ?? JSON.stringify)(value);
