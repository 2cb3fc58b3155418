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
