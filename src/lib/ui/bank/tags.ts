/*
 * Tags while they are being typed: one text, each tag with a comma behind it, but for the one that is still being typed.
 */

/** The tags that are done, and the one that is being typed. */
export function readTags(text: string): { done: string[]; pending: string } {
	const parts = text.split(/[,;]/);
	const pending = (parts.pop() ?? '').trimStart();
	return { done: [...new Set(parts.map((p) => p.trim()))].filter((p) => p !== ''), pending };
}

export function writeTags(done: readonly string[], pending: string): string {
	return done.map((tag) => `${tag}, `).join('') + pending;
}
