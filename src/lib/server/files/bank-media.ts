import type { RawQuestion } from '$lib/bank/draft';
import type { EncodedFiles } from '$lib/bank/formats/moodle-write';

/** Pictures, sounds and films of a bank, by their ids. */
export type BankMedia = ReadonlyMap<string, { mime: string; bytes: Uint8Array }>;

/** The same in base 64, for files that are text. */
export function encoded(media: BankMedia): EncodedFiles {
	return new Map(
		[...media].map(([id, { mime, bytes }]) => [id, { mime, base64: Buffer.from(bytes).toString('base64') }])
	);
}

/** The id of a medium that stands in a file of questions and is not kept yet. */
export const pictureId = (index: number) => `picture ${index}`;

/** The question with media of its file, named by their places among `ids`; one whose bytes are not there is said to be left out. */
export function withFiles(raw: RawQuestion, ids: readonly string[]): RawQuestion {
	const there = raw.media.filter((m) => ids.includes(m.id));
	const lost = raw.media.filter((m) => !ids.includes(m.id));
	return {
		...raw,
		media: there.map((m) => ({ ...m, id: pictureId(ids.indexOf(m.id)) })),
		doubts: [
			...raw.doubts,
			...lost.map((m) => ({ code: 'left_out' as const, field: 'media' as const, value: m.alt || m.kind }))
		]
	};
}
