import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Everything that the build is made from; the message functions are made by the build itself. */
const sources = [
	'src',
	'static',
	'migrations',
	'package.json',
	'package-lock.json',
	'svelte.config.js',
	'tsconfig.json',
	'vite.config.ts',
	'vite.phone.config.ts',
	'vite.node.config.ts'
];
const notSources =
	/^src\/lib\/paraglide\/|^src\/i18n\/.*\/(cache|README\.md|\.meta\.json|\.gitignore)|\.test\.ts$/;

/** @param {string} root */
const stampFile = (root) => join(root, 'build', 'stamp');

/**
 * True if the build was made from exactly the present sources, and was finished.
 * @param {string} root
 */
export function isBuilt(root) {
	try {
		return readFileSync(stampFile(root), 'utf8') === sourceHash(root);
	} catch {
		return false;
	}
}

/**
 * Makes a build count once it is whole: the stamp goes first and comes last, so one that was killed is made again.
 * @param {string} root
 * @param {() => Promise<void>} build
 */
export async function stamped(root, build) {
	rmSync(stampFile(root), { force: true });
	const hash = sourceHash(root); // before: what is changed meanwhile is not in it
	await build();
	mkdirSync(join(root, 'build'), { recursive: true });
	writeFileSync(`${stampFile(root)}.draft`, hash);
	renameSync(`${stampFile(root)}.draft`, stampFile(root));
}

/**
 * By content, not by date: git gives every file of a clone the date of the clone.
 * @param {string} root
 */
export function sourceHash(root) {
	const hash = createHash('sha256');
	for (const file of sources.flatMap((path) => filesOf(root, path))) {
		if (notSources.test(file)) continue;
		const content = readFileSync(join(root, file));
		hash.update(`${file}\0${content.length}\0`).update(content);
	}
	return hash.digest('hex');
}

/** @param {string} root @param {string} path @returns {string[]} */
function filesOf(root, path) {
	const stat = statSync(join(root, path), { throwIfNoEntry: false });
	if (!stat) return [];
	if (!stat.isDirectory()) return [path];
	return readdirSync(join(root, path))
		.sort()
		.flatMap((name) => filesOf(root, `${path}/${name}`));
}
