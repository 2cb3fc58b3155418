import { requireNode } from './node-version.js';

// `npm start`. The rest is loaded after the look at Node's version, as an older Node might not understand it.
requireNode();
const { load } = await import('./prepare.js');
await load('server.js', (line) => console.log(line));
