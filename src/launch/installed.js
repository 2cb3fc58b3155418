import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { arch, platform, report } from 'node:process';

/**
 * @typedef {object} LockedPackage one entry of a package-lock.json
 * @property {string} [version]
 * @property {string} [integrity]
 * @property {boolean} [optional]
 * @property {string[]} [os]
 * @property {string[]} [cpu]
 * @property {string[]} [libc]
 *
 * @typedef {{ packages: Record<string, LockedPackage> }} Lock
 * @typedef {{ os: string, cpu: string, libc: string }} System
 */

/**
 * True if node_modules holds what package-lock.json says. npm writes down what it has installed as its last step, so an
 * interrupted installation does not count.
 * @param {string} root
 */
export function isInstalled(root) {
	try {
		const installed = readLock(join(root, 'node_modules', '.package-lock.json'));
		return missing(readLock(join(root, 'package-lock.json')), installed, thisSystem()).length === 0;
	} catch {
		return false; // never installed
	}
}

/** @param {string} file @returns {Lock} */
const readLock = (file) => JSON.parse(readFileSync(file, 'utf8'));

/**
 * The packages that should be there and are not, or in another version. Of optional ones only those are expected that
 * are made for this system: binaries. The others belong to binaries for other systems.
 * @param {Lock} wanted
 * @param {Lock} installed
 * @param {System} system
 */
export function missing(wanted, installed, system) {
	return Object.keys(wanted.packages).filter((path) => {
		const [want, have] = [wanted.packages[path], installed.packages[path]];
		if (path === '' || !want) return false;
		if (!have) return !want.optional || (want.os !== undefined && fits(want, system));
		return have.version !== want.version || have.integrity !== want.integrity;
	});
}

/** @param {LockedPackage} want @param {System} system */
function fits({ os, cpu, libc }, system) {
	return (
		allows(os, system.os) && allows(cpu, system.cpu) && (system.os !== 'linux' || allows(libc, system.libc))
	);
}

/** @param {string[] | undefined} list @param {string} value */
function allows(list, value) {
	if (!list) return true;
	return !list.includes(`!${value}`) && (list.includes(value) || list.every((item) => item.startsWith('!')));
}

/** @returns {System} */
function thisSystem() {
	const glibc =
		platform === 'linux' && JSON.stringify(report?.getReport() ?? '').includes('glibcVersionRuntime');
	return { os: platform, cpu: arch, libc: glibc ? 'glibc' : 'musl' };
}
