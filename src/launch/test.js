import { requireNode } from './node-version.js';

// `npm test`: sets everything up, runs everything, names what failed, and closes with one line: `N passed, N failed`.
requireNode();
const { prepare } = await import('./prepare.js');
await prepare((line) => console.log(line));
const { runAllTests } = await import('./tests.js');
const { passed, failed, failures } = await runAllTests();
for (const failure of failures) console.log(`failed: ${failure}`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
