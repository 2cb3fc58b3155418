import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chdir, execPath, exit, stderr } from 'node:process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { oneAtATime } from './one-at-a-time.js';
import { isBuilt, stamped } from './stamp.js';

// `npm run build`: the phone's program (build/phone), the web that carries it (build/web), what runs in Node (build/node).
const root = fileURLToPath(new URL('../..', import.meta.url));
const kit = 'node_modules/@sveltejs/kit/svelte-kit.js';
const vite = 'node_modules/vite/bin/vite.js';

chdir(root);
const failed = new Error('a step of the build failed');
const before = isBuilt(root);
try {
	await oneAtATime('build/lock', async () => {
		// Whoever waited for another's build of the same sources has it now.
		if (before || !isBuilt(root)) await stamped(root, build);
	});
} catch (error) {
	if (error !== failed) throw error;
	exit(1); // the step has said why
}

async function build() {
	await step(kit, 'sync');
	await step(vite, 'build', '--config', 'vite.phone.config.ts');
	await step(vite, 'build');
	await step(vite, 'build', '--config', 'vite.node.config.ts');
}

/** @param {string[]} args */
async function step(...args) {
	const child = spawn(execPath, args, { stdio: ['ignore', 'inherit', 'pipe'] });
	createInterface(child.stderr).on('line', (line) => {
		// adapter-node says this of two files of SvelteKit itself whose values it has put where they are used.
		if (!line.startsWith('Generated an empty chunk')) stderr.write(`${line}\n`);
	});
	const [code] = await once(child, 'close');
	if (code !== 0) throw failed;
}
