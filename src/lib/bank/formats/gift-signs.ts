/*
 * The signs of GIFT, and the backslash that takes their meaning away.
 */

const escapable = '\\:#={}~n';

function isEscape(text: string, at: number): boolean {
	return text[at] === '\\' && at + 1 < text.length && escapable.includes(text.charAt(at + 1));
}

/** Where `mark` stands as a sign, at `from` or behind; -1 when it does not. */
export function find(text: string, mark: string, from = 0): number {
	for (let at = from; at < text.length; at++) {
		if (isEscape(text, at)) at++;
		else if (text.startsWith(mark, at)) return at;
	}
	return -1;
}

/** Where any of `marks` stands as a sign. */
export function findAll(text: string, marks: string): number[] {
	const found: number[] = [];
	for (let at = 0; at < text.length; at++) {
		if (isEscape(text, at)) at++;
		else if (marks.includes(text.charAt(at))) found.push(at);
	}
	return found;
}

/** Where `mark` stands as a sign for the last time; -1 when it does not. */
export function findLast(text: string, mark: string): number {
	return findAll(text, mark.charAt(0)).findLast((at) => text.startsWith(mark, at)) ?? -1;
}

/** What stands between the signs. */
export function split(text: string, mark: string): string[] {
	const ends = [...findAll(text, mark), text.length];
	return ends.map((end, i) => text.slice(i === 0 ? 0 : (ends[i - 1] ?? 0) + 1, end));
}

/** The text that is meant. */
export function unescapeGift(text: string): string {
	return text.replace(/\\([\\:#={}~n])/g, (_, sign: string) => (sign === 'n' ? '\n' : sign));
}

/** The other way round, in one line. */
export function escapeGift(text: string): string {
	return text.replace(/[\\:#={}~]/g, '\\$&').replaceAll('\n', '\\n');
}
