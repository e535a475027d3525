// Answers everything as no side would: candela-conformance fetch must notice.
process.stdin.setEncoding('utf8').on('data', (text) => {
  process.stdout.write('"wrong"\n'.repeat(text.split('\n').length - 1));
});
