import type { Transaction } from 'kysely';
import type { MediaKind } from '$lib/bank/question';
import type { Schema } from '../db/schema';
import { mediaKind } from '../files/media-kind';
import { mediaEntry } from './format';
import type { Carried } from './read';
import { sha256 } from './seal';

/** Rows of one statement: PostgreSQL takes 65,535 values. */
const atOnce = 5000;

/** Keeps the media of a file; returns the entry that is not what it says, if there is one. Bytes are looked at, whatever the file calls them. */
export async function putMedia(
	tx: Transaction<Schema>,
	{ rows, media }: Carried,
	by: string | null
): Promise<string | null> {
	for (const { id, kind, width, height, small } of rows.media) {
		const content = media(id, 'whole');
		const mime = mimeOf(content, kind);
		if (mime === null || sha256(content) !== id) return mediaEntry(id, 'whole');
		const less = small ? media(id, 'small') : null;
		if (less && mimeOf(less, kind) !== mime) return mediaEntry(id, 'small');
		await tx
			.insertInto('media')
			.values({ id, kind, mime, content, small: less, width, height, created_by: by })
			.onConflict((c) => c.column('id').doNothing())
			.execute();
	}
	return null;
}

/** What the bytes are, if they are of this kind; pictures are kept as WebP alone. */
function mimeOf(bytes: Uint8Array, kind: MediaKind): string | null {
	const found = mediaKind(bytes);
	if (found?.kind !== kind) return null;
	if (found.kind !== 'image') return found.mime;
	return Buffer.from(bytes.subarray(8, 12)).toString('latin1') === 'WEBP' ? 'image/webp' : null;
}

/** Writes the rows of a contest, and of its record those behind `version`, up to which it is here; what was here of the others goes. */
export async function putRows(
	tx: Transaction<Schema>,
	id: number,
	{ contest, rows }: Carried,
	version: number
): Promise<void> {
	const of = <T extends object>(list: readonly T[]) => list.map((row) => ({ contest_id: id, ...row }));
	const log = rows.log.slice(version).map(({ data, hash, command, ...row }) => ({
		...row,
		data: JSON.stringify(data),
		command_id: command,
		hash: Buffer.from(hash, 'hex')
	}));
	await inParts(of(log), (part) => tx.insertInto('contest_event').values(part).execute());
	for (const table of perContest) await tx.deleteFrom(table).where('contest_id', '=', id).execute();
	const seats = rows.contestants.map((row) => ({ ...row, token_hash: null }));
	await inParts(of(seats), (part) => tx.insertInto('contestant').values(part).execute());
	await inParts(of(rows.answers), (part) => tx.insertInto('answer').values(part).execute());
	const onlookers = rows.onlookers.map((row) => ({ ...row, token_hash: null }));
	await inParts(of(onlookers), (part) => tx.insertInto('onlooker').values(part).execute());
	await inParts(of(rows.along), (part) => tx.insertInto('along_answer').values(part).execute());
	await inParts(of(rows.appeals), (part) => tx.insertInto('appeal').values(part).execute());
	await inParts(of(rows.signals), (part) => tx.insertInto('signal').values(part).execute());
	const erasures = rows.erasures.map((row) => ({ ...row, by: null }));
	await inParts(of(erasures), (part) => tx.insertInto('erasure').values(part).execute());
	const actors = Object.entries(contest.actors).map(([actor, name]) => ({ actor, name }));
	await inParts(of(actors), (part) => tx.insertInto('contest_actor').values(part).execute());
	const { look, paper } = contest;
	if (look)
		await tx
			.insertInto('stage_look')
			.values({ contest_id: id, ...look })
			.execute();
	if (paper)
		await tx
			.insertInto('contest_paper')
			.values({
				contest_id: id,
				letterhead: JSON.stringify(paper.letterhead ?? {}),
				certificate: JSON.stringify(paper.certificate ?? {}),
				ground: paper.ground
			})
			.execute();
}

/** What the file says of a contest instead of what was here. */
const perContest = [
	'contestant',
	'answer',
	'onlooker',
	'along_answer',
	'appeal',
	'signal',
	'erasure',
	'contest_actor',
	'stage_look',
	'contest_paper'
] as const;

async function inParts<T>(rows: readonly T[], put: (part: T[]) => Promise<unknown>): Promise<void> {
	for (let at = 0; at < rows.length; at += atOnce) await put(rows.slice(at, at + atOnce));
}
