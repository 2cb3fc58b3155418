import { sql } from 'kysely';
import { plainLook, type StageLook } from '$lib/protocol/stage';
import { mediaFile, storeMedia, type MediaFile } from '../bank/media';
import type { Db } from '../db/client';
import type { MediaRefusal } from '../files/media';
import { mediaKind } from '../files/media-kind';

/** Channel of PostgreSQL on which processes learn that a look has changed. */
export const lookChannel = 'stage_look';

/** Pictures of the look that there is one of. */
export const lookParts = ['logo', 'background'] as const;
export type LookPart = (typeof lookParts)[number];
/** More would be too small to be read from the last row. */
export const mostSponsors = 12;

/** How a contest's stage looks, with the addresses of its pictures; a rehearsal looks like its contest. */
export async function stageLook(db: Db, contestId: number): Promise<StageLook> {
	const { look, owner } = await keptLook(db, contestId);
	const address = (id: string) => `/look/${owner}/${id}`;
	return {
		theme: look.theme,
		logo: look.logo && address(look.logo),
		background: look.background && address(look.background),
		sponsors: look.sponsors.map(address)
	};
}

/** A picture of a contest's look, for anybody; null when it is none of it. */
export async function lookFile(db: Db, contestId: number, mediaId: string): Promise<MediaFile | null> {
	const { look } = await keptLook(db, contestId);
	const belongs = [look.logo, look.background, ...look.sponsors].includes(mediaId);
	return belongs ? await mediaFile(db, mediaId, 'whole') : null;
}

export async function setTheme(db: Db, contestId: number, theme: StageLook['theme']): Promise<void> {
	await change(db, contestId, (look) => ({ ...look, theme }));
}

/** Puts an uploaded picture in its place, a sponsor's behind those there are. `by`: id of the account. */
export async function setLookPicture(
	db: Db,
	contestId: number,
	part: LookPart | 'sponsor',
	bytes: Uint8Array,
	by: string
): Promise<{ ok: true } | { ok: false; code: MediaRefusal | 'look/not_a_picture' | 'look/too_many' }> {
	const { look } = await keptLook(db, contestId);
	if (part === 'sponsor' && look.sponsors.length >= mostSponsors) return { ok: false, code: 'look/too_many' };
	// Sounds and films are taken elsewhere.
	if (mediaKind(bytes)?.kind !== 'image') return { ok: false, code: 'look/not_a_picture' };
	// A logo is cut out, and stands on whatever the stage shows; a background is veiled as a whole.
	const stored = await storeMedia(db, bytes, by, part === 'background' ? 'white' : 'clear');
	if (!stored.ok) return stored;
	const { id } = stored.media;
	await change(db, contestId, (now) =>
		part === 'sponsor'
			? { ...now, sponsors: [...new Set([...now.sponsors, id])].slice(0, mostSponsors) }
			: { ...now, [part]: id }
	);
	return { ok: true };
}

/** Takes a picture away: the logo, the background, or a sponsor's by its place. */
export async function dropLookPicture(db: Db, contestId: number, part: LookPart | number): Promise<void> {
	await change(db, contestId, (look) =>
		typeof part === 'number'
			? { ...look, sponsors: look.sponsors.filter((_, i) => i !== part) }
			: { ...look, [part]: null }
	);
}

/** The look with ids of `media` where {@link stageLook} has addresses, and whose it is. */
async function keptLook(db: Db, contestId: number): Promise<{ look: StageLook; owner: number }> {
	const row = await db
		.selectFrom('contest as c')
		.leftJoin('stage_look as l', (join) =>
			join.on((e) => e('l.contest_id', '=', e.fn.coalesce('c.rehearsal_of', 'c.id')))
		)
		.select((e) => [
			e.fn.coalesce('c.rehearsal_of', 'c.id').as('owner'),
			'l.theme',
			'l.logo',
			'l.background',
			'l.sponsors'
		])
		.where('c.id', '=', contestId)
		.executeTakeFirst();
	if (!row?.theme) return { look: plainLook, owner: row?.owner ?? contestId };
	const { owner, theme, logo, background, sponsors } = row;
	return { look: { theme, logo, background, sponsors: sponsors ?? [] }, owner };
}

/** The row is locked from reading to writing, so that two who change different parts both keep what they did. */
async function change(db: Db, contestId: number, to: (look: StageLook) => StageLook): Promise<void> {
	await db.transaction().execute(async (tx) => {
		await tx
			.insertInto('stage_look')
			.values({ contest_id: contestId, ...plainLook })
			.onConflict((c) => c.doNothing())
			.execute();
		const look = await tx
			.selectFrom('stage_look')
			.select(['theme', 'logo', 'background', 'sponsors'])
			.where('contest_id', '=', contestId)
			.forUpdate()
			.executeTakeFirstOrThrow();
		await tx.updateTable('stage_look').set(to(look)).where('contest_id', '=', contestId).execute();
		await sql`select pg_notify(${lookChannel}, '')`.execute(tx);
	});
}
