// A program that candela-conformance speaks with by lines: `COMMAND REST`, answered with one line.

/** Answers each line with what its command gives, or with `no WHY` where that throws. */
export function serve(commands) {
  const answer = (line) => {
    const end = line.indexOf(' ');
    const command = end < 0 ? line : line.slice(0, end);
    try {
      return commands[command](line.slice(command.length + 1));
    } catch (error) {
      return `no ${error.stack ?? error}`.replaceAll('\n', ' ');
    }
  };

  // Lines end with \n alone: node's readline would also end them at U+2028.
  let unread = '';
  process.stdin.setEncoding('utf8').on('data', (text) => {
    unread += text;
    if (!text.includes('\n')) return;
    const lines = unread.split('\n');
    unread = lines.pop();
    for (const line of lines) process.stdout.write(`${answer(line)}\n`);
  });
}
