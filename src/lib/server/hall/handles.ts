import { readFile } from 'node:fs/promises';

/** How many connections and files this process may hold at once; null where the system does not tell, as outside of Linux. */
export async function handleLimit(): Promise<number | null> {
	try {
		return handlesIn(await readFile('/proc/self/limits', 'utf8'));
	} catch {
		return null;
	}
}

/** The limit that holds now (the soft one), from the text of /proc/self/limits; null: none, or not found. */
export function handlesIn(limits: string): number | null {
	const [, soft] = /^Max open files\s+(\d+)\s/m.exec(limits) ?? [];
	return soft === undefined ? null : Number(soft);
}
