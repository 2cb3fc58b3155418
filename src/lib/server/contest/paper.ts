import type { CertificateForm } from '$lib/papers/certificate';
import type { Letterhead } from '$lib/papers/letterhead';
import { storeMedia } from '../bank/media';
import type { Db } from '../db/client';
import type { MediaRefusal } from '../files/media';
import { mediaKind } from '../files/media-kind';
import { readCertificate, readLetterhead } from './paper-form';

/** What stands on the documents of a contest beside what its record says. */
export interface ContestPaper {
	letterhead: Letterhead;
	certificate: CertificateForm;
	/** Id of the picture behind certificates; null: none was uploaded. */
	ground: string | null;
	/** Somebody has filled the letterhead in. */
	written: boolean;
}

export async function contestPaper(db: Db, contestId: number): Promise<ContestPaper> {
	const row = await db
		.selectFrom('contest_paper')
		.select(['letterhead', 'certificate', 'ground'])
		.where('contest_id', '=', contestId)
		.executeTakeFirst();
	return {
		letterhead: readLetterhead(row?.letterhead ?? {}),
		certificate: readCertificate(row?.certificate ?? {}),
		ground: row?.ground ?? null,
		written: row !== undefined && JSON.stringify(row.letterhead) !== '{}'
	};
}

/** Keeps a part of it; the others stay as they are. */
export async function keepPaper(
	db: Db,
	contestId: number,
	part: { letterhead: Letterhead } | { certificate: CertificateForm } | { ground: string | null }
): Promise<void> {
	const set = columnsOf(part);
	await db
		.insertInto('contest_paper')
		.values({ contest_id: contestId, ground: null, ...set })
		.onConflict((c) => c.column('contest_id').doUpdateSet(set))
		.execute();
}

type Part = Parameters<typeof keepPaper>[2];

function columnsOf(part: Part): { letterhead: string } | { certificate: string } | { ground: string | null } {
	if ('letterhead' in part) return { letterhead: JSON.stringify(part.letterhead) };
	return 'certificate' in part ? { certificate: JSON.stringify(part.certificate) } : part;
}

/** Puts an uploaded picture behind the certificates. `by`: id of the account. */
export async function setGround(
	db: Db,
	contestId: number,
	bytes: Uint8Array,
	by: string
): Promise<{ ok: true } | { ok: false; code: MediaRefusal | 'look/not_a_picture' }> {
	if (mediaKind(bytes)?.kind !== 'image') return { ok: false, code: 'look/not_a_picture' };
	const stored = await storeMedia(db, bytes, by, 'white');
	if (!stored.ok) return stored;
	await keepGround(db, contestId, stored.media.id);
	return { ok: true };
}

/** Takes that picture away. */
export async function dropGround(db: Db, contestId: number): Promise<void> {
	await keepGround(db, contestId, null);
}

/** Who brings a picture wants it seen, and without one there is nothing to see. */
async function keepGround(db: Db, contestId: number, ground: string | null): Promise<void> {
	const { certificate } = await contestPaper(db, contestId);
	await keepPaper(db, contestId, { ground });
	await keepPaper(db, contestId, {
		certificate: { ...certificate, ground: ground === null ? 'drum' : 'own' }
	});
}
