import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/*
 * The phone's program is built by itself (vite.phone.config.ts), so that it carries nothing of the other screens. Here
 * it becomes part of the web: its files are laid beside SvelteKit's own, and `virtual:phone` gives the page what it begins with.
 */
const built = 'build/phone';
const name = 'virtual:phone';

/** @returns {import('vite').Plugin} */
export function phonePage() {
	let dev = false;
	return {
		name: 'chuong-vang-phone',
		config(_, { command }) {
			dev = command === 'serve';
		},
		resolveId: (id) => (id === name ? `\0${name}` : undefined),
		load(id) {
			if (id !== `\0${name}`) return;
			return `export default ${JSON.stringify(dev ? { script: '/src/phone/main.ts', style: '' } : entry())}`;
		},
		generateBundle() {
			if (this.environment.config.consumer !== 'client') return;
			for (const fileName of files('')) this.emitFile({ type: 'asset', fileName, source: read(fileName) });
		}
	};
}

/** @returns {{ script: string, style: string }} */
function entry() {
	const { file, css = [] } = JSON.parse(read('.vite/manifest.json').toString())['src/phone/main.ts'];
	return { script: `/${file}`, style: css.map((/** @type {string} */ path) => read(path)).join('') };
}

/** @param {string} fileName */
const read = (fileName) => readFileSync(join(built, fileName));

/**
 * The built files below a folder, but for the manifest.
 * @param {string} folder
 * @returns {string[]}
 */
function files(folder) {
	return readdirSync(join(built, folder), { withFileTypes: true })
		.filter((one) => one.name !== '.vite')
		.flatMap((one) => {
			const path = folder ? `${folder}/${one.name}` : one.name;
			return one.isDirectory() ? files(path) : [path];
		});
}
