import { fileURLToPath } from 'node:url';

const here = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));

/** What the program takes from outside, and what stands for it in the world of the simulation. Everything else of it is as it is. */
/** @type {Record<string, string>} */
const packages = {
	'socket.io': here('stand-ins/socket.io.ts'),
	'socket.io-client': here('stand-ins/socket.io-client.ts'),
	'node:crypto': here('stand-ins/crypto.ts')
};
/** @type {Record<string, string>} */
const files = {
	[here('../../src/lib/server/auth/index.ts')]: here('stand-ins/auth.ts'),
	[here('../../src/lib/server/live/question-use.ts')]: here('stand-ins/question-use.ts'),
	[here('../../src/lib/server/observe/log.ts')]: here('stand-ins/log.ts')
};

/** @returns {import('vite').Plugin} */
export function standIns() {
	return {
		name: 'stand-ins',
		enforce: 'pre',
		async resolveId(source, importer) {
			// A stand-in may use what it stands for.
			if (!importer || importer.startsWith(here('stand-ins/'))) return null;
			const standIn = packages[source];
			if (standIn) return standIn;
			if (!/^[.$]/.test(source)) return null;
			const resolved = await this.resolve(source, importer, { skipSelf: true });
			return (resolved && files[resolved.id]) ?? null;
		}
	};
}
