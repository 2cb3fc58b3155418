import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chdir, execPath, exit } from 'node:process';
import { fileURLToPath } from 'node:url';
import { stamped } from './stamp.js';

// `npm run build`: the web (build/web), then what runs in Node beside it (build/node).
const root = fileURLToPath(new URL('../..', import.meta.url));
const kit = 'node_modules/@sveltejs/kit/svelte-kit.js';
const vite = 'node_modules/vite/bin/vite.js';

chdir(root);
await stamped(root, async () => {
	await step(kit, 'sync');
	await step(vite, 'build');
	await step(vite, 'build', '--config', 'vite.node.config.ts');
});

/** @param {string[]} args */
async function step(...args) {
	const [code] = await once(spawn(execPath, args, { stdio: 'inherit' }), 'exit');
	if (code !== 0) exit(1);
}
