import { requireNode } from './node-version.js';

// `npm run cli`. The standard output belongs to the command; what we say goes to the other stream.
requireNode();
const { load } = await import('./prepare.js');
await load('cli.js', (line) => console.error(line));
