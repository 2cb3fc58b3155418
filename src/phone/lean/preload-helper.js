/*
 * Stands in for Vite's own helper behind `import()`. A part that is loaded when it is needed may bring style sheets. If it
 * failed to come, the next `import()` asks for its script by another address: many browsers remember a failed import for as
 * long as the page lives, and would not ask again.
 */

/** @type {Map<string, number>} How often each script has failed. */
const failures = new Map();

/** @type {Map<string, Promise<unknown>>} The style sheets that are here or on their way. */
const sheets = new Map();

/**
 * @template T
 * @param {() => Promise<T>} load
 * @param {string[]} files the script first
 * @returns {Promise<T>}
 */
async function bring(load, [script, ...more] = []) {
	if (!script) return load(); // Vite puts this function around the `import()` below as well
	const times = failures.get(script);
	const styles = more.filter((path) => path.endsWith('.css'));
	try {
		const part = times ? import(/* @vite-ignore */ `/${script}?${times}`) : load();
		return (await Promise.all([part, ...styles.map(sheet)]))[0];
	} catch (error) {
		failures.set(script, (times ?? 0) + 1);
		throw error;
	}
}

/** @param {string} path */
function sheet(path) {
	const coming =
		sheets.get(path) ??
		new Promise((resolve, reject) => {
			const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: `/${path}` });
			link.onload = resolve;
			link.onerror = (error) => {
				sheets.delete(path);
				link.remove();
				reject(error);
			};
			document.head.append(link);
		});
	sheets.set(path, coming);
	return coming;
}

export { bring as __vitePreload };
