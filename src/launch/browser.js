import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { env, platform } from 'node:process';
import { aptGet } from './apt.js';
import { npm, run } from './run.js';

/**
 * A Chromium that runs on this machine: the one of CHROMIUM_PATH, Playwright's own, the system's; else one that we
 * install. Undefined if there is no way.
 * @param {(line: string) => void} say
 * @returns {Promise<string | undefined>}
 */
export async function findChromium(say) {
	for (const path of [env.CHROMIUM_PATH, await playwrightsOwn(), ...ofTheSystem()]) {
		if (path && (await runs(path))) return path;
	}
	return install(say);
}

/** @param {(line: string) => void} say */
async function install(say) {
	say('Đang tải Chromium cho các phép thử…');
	await npm('exec', '--', 'playwright', 'install', 'chromium');
	const own = await playwrightsOwn();
	if (own && (await runs(own))) return own;

	const apt = aptGet();
	if (!apt) return undefined;
	say('Đang cài những gì Chromium cần bằng apt-get…');
	if (existsSync(own ?? '')) await npm('exec', '--', 'playwright', 'install-deps', 'chromium');
	if (own && (await runs(own))) return own;
	await apt('update');
	await apt('install', '--yes', '--no-install-recommends', 'chromium', 'fonts-dejavu-core');
	for (const path of ofTheSystem()) if (await runs(path)) return path;
	return undefined;
}

/** Asked by running it: a downloaded browser may lack libraries of the system. @param {string} path */
async function runs(path) {
	return existsSync(path) && (platform === 'win32' || (await run(path, ['--version'])).ok);
}

async function playwrightsOwn() {
	const { chromium } = await import('@playwright/test');
	return chromium.executablePath();
}

function ofTheSystem() {
	if (platform === 'darwin')
		return ['Chromium', 'Google Chrome', 'Microsoft Edge'].map(
			(n) => `/Applications/${n}.app/Contents/MacOS/${n}`
		);
	if (platform === 'win32')
		return [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].flatMap((folder) =>
			folder
				? [
						`${folder}\\Google\\Chrome\\Application\\chrome.exe`,
						`${folder}\\Microsoft\\Edge\\Application\\msedge.exe`
					]
				: []
		);
	const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
	return names
		.flatMap((name) => (env.PATH ?? '').split(delimiter).map((folder) => join(folder, name)))
		.filter(isExecutable);
}

/** @param {string} path */
function isExecutable(path) {
	try {
		accessSync(path, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}
