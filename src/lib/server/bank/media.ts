import { sql } from 'kysely';
import type { Media } from '$lib/bank/question';
import type { Db } from '../db/client';
import { readMedia, type Ground, type MediaRefusal } from '../files/media';

export type StoredMedia = Pick<Media, 'id' | 'kind' | 'width' | 'height'>;

/** A file as it is sent to a screen. */
export interface MediaFile {
	mime: string;
	bytes: Uint8Array;
}

/** Takes in an uploaded picture, sound or film. What is there already is not kept twice. `by`: id of the account. */
export async function storeMedia(
	db: Db,
	bytes: Uint8Array,
	by: string | null,
	ground?: Ground
): Promise<{ ok: true; media: StoredMedia } | { ok: false; code: MediaRefusal }> {
	const read = await readMedia(bytes, ground);
	if (!read.ok) return read;
	const { id, kind, mime, content, small, width, height } = read.media;
	await db
		.insertInto('media')
		.values({ id, kind, mime, content, small, width, height, created_by: by })
		// Brought in anew, it may be waiting to be used again.
		.onConflict((c) => c.column('id').doUpdateSet({ created_at: sql`now()` }))
		.execute();
	return { ok: true, media: { id, kind, width, height } };
}

/** What is kept under this id, in the size for the stage or for phones; null when there is nothing. */
export async function mediaFile(db: Db, id: string, size: 'whole' | 'small'): Promise<MediaFile | null> {
	const row = await db
		.selectFrom('media')
		.select(['mime'])
		.select((e) => (size === 'small' ? e.fn.coalesce('small', 'content') : e.ref('content')).as('bytes'))
		.where('id', '=', id)
		.executeTakeFirst();
	return row ?? null;
}

/**
 * Forgets what is older than two days and belongs to no question, no version of one, and no contest, played or prepared.
 * Returns how many there were.
 */
export async function purgeMedia(db: Db): Promise<number> {
	const { rows } = await sql<{ id: string }>`
		delete from media
		where created_at < now() - interval '2 days'
		and id not in (
			select m->>'id' from question, jsonb_array_elements(media) m
			union
			select m->>'id' from question_version, jsonb_path_query(content, '$.media[*]') m
			union
			select m->>'id' from contest_event, jsonb_path_query(data, '$.prepared.questions[*].media[*]') m
			where type = 'prepared'
			union
			select unnest(array_remove(sponsors || logo || background, null)) from stage_look
			union
			select ground from contest_paper where ground is not null
		)
		returning id
	`.execute(db);
	return rows.length;
}
