import { readFileSync } from 'fs';
import { oldNode } from './says.js';

/** Ends the process with words if this Node is older than package.json asks for. */
export function requireNode() {
	const { engines } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
	const required = engines.node.replace('>=', '');
	if (isOlder(process.versions.node, required)) {
		console.error(oldNode(required, process.versions.node));
		process.exit(1);
	}
}

/**
 * @param {string} present
 * @param {string} required
 */
export function isOlder(present, required) {
	const a = present.split('.').map(Number);
	const b = required.split('.').map(Number);
	const i = b.findIndex((part, at) => part !== (a[at] || 0));
	return i >= 0 && (a[i] || 0) < (b[i] || 0);
}
