import type { Media, MediaKind } from './question';

/*
 * Media of a question in one cell of a spreadsheet, a line each: `hình 3f5a9c21d04be877 | câu hỏi | 40×30 | Bản đồ`. The code names
 * the file, which lies in a sheet of its own.
 */

const kinds: Record<MediaKind, string> = { image: 'hình', audio: 'âm thanh', video: 'video' };
const places: Record<Media['on'], string> = { text: 'câu hỏi', explanation: 'giải thích' };

/** The code of a file within a workbook: the beginning of its id. */
export const mediaCode = (id: string) => id.slice(0, 16);

/** The media as text. */
export function writeMediaCell(media: readonly Media[]): string {
	return media
		.map(({ id, kind, on, width, height, alt }) =>
			[`${kinds[kind]} ${mediaCode(id)}`, places[on], `${width}×${height}`, alt.replace(/\s+/gu, ' ')].join(
				' | '
			)
		)
		.join('\n');
}

/** Takes back {@link writeMediaCell}; the ids are codes. `unread`: lines that say something else. */
export function readMediaCell(text: string): { media: Media[]; unread: string[] } {
	const media: Media[] = [];
	const unread: string[] = [];
	for (const line of text.split('\n').filter((l) => l.trim() !== '')) {
		const [head = '', place, size = '', ...alt] = line.split(' | ');
		const [, name, id = ''] = /^(.+) (\S+)$/u.exec(head) ?? [];
		const kind = keyOf(kinds, name);
		const on = keyOf(places, place);
		const [, width, height] = /^(\d+)×(\d+)$/u.exec(size) ?? [];
		if (kind && on && width !== undefined)
			media.push({ id, kind, on, alt: alt.join(' | '), width: Number(width), height: Number(height) });
		else unread.push(line);
	}
	return { media, unread };
}

function keyOf<K extends string>(names: Record<K, string>, said: string | undefined): K | undefined {
	for (const key in names) if (names[key] === said) return key;
	return undefined;
}
