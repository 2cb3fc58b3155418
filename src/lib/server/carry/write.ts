import { zip, type Zippable } from 'fflate';
import { completeSetup } from '$lib/contest/setup';
import { actorNames } from '../contest/actors';
import { contestPaper } from '../contest/paper';
import { questionsById } from '../contest/questions';
import type { Db } from '../db/client';
import { entryOf, formatName, formatVersion, mediaEntry } from './format';
import type { CarriedContest, Manifest, RowKind, RowsOf } from './format';
import { mediaIn } from './media-in';
import { rowsOf } from './rows';
import { sealed, sha256 } from './seal';

export type CarryOut =
	{ ok: true; bytes: Uint8Array; title: string } | { ok: false; code: 'contest/unknown' | 'carry/running' };

/** A whole contest as one file that another installation opens; not while it is played, for then it would be two. */
export async function carryOut(db: Db, contestId: number): Promise<CarryOut> {
	return await db
		.transaction()
		.setIsolationLevel('repeatable read')
		.setAccessMode('read only')
		.execute(async (tx) => {
			const row = await contestRow(tx, contestId);
			if (!row) return { ok: false, code: 'contest/unknown' };
			if (row.phase === 'running') return { ok: false, code: 'carry/running' };
			const rows = await rowsOf(tx, contestId);
			const contest = { ...row, phase: row.phase, actors: await actorNames(tx, contestId, rows.log) };
			const questions = await plannedQuestions(
				tx,
				row.setup.questions.map((q) => q.questionId)
			);
			const media = await readMediaOf(tx, mediaIn({ contest, log: rows.log, questions }));
			const files = { ...rows, questions, media: media.list };
			return { ok: true, bytes: await pack(contest, files, media.files), title: row.title };
		});
}

async function contestRow(db: Db, contestId: number) {
	const row = await db
		.selectFrom('contest as c')
		.leftJoin('stage_look as l', 'l.contest_id', 'c.id')
		.selectAll('c')
		.select(['l.theme', 'l.logo', 'l.background', 'l.sponsors'])
		.where('c.id', '=', contestId)
		.executeTakeFirst();
	if (!row) return null;
	const { theme, logo, background, sponsors } = row;
	const { letterhead, certificate, ground } = await contestPaper(db, contestId);
	return {
		code: row.code,
		title: row.title,
		setup: completeSetup(row.setup),
		phase: row.phase,
		version: row.version,
		head: Buffer.from(row.head).toString('hex'),
		chainId: row.chain_id ?? row.id,
		secret: Buffer.from(row.card_secret).toString('base64'),
		keepDays: row.keep_days,
		contact: row.privacy_contact,
		createdAt: row.created_at,
		look: theme && { theme, logo, background, sponsors: sponsors ?? [] },
		paper: { letterhead, certificate, ground }
	};
}

async function plannedQuestions(db: Db, ids: readonly string[]): Promise<RowsOf<'questions'>> {
	const found = await questionsById(db, ids);
	return [...found].map(([id, { status, question }]) => ({ id, externalId: '', status, question }));
}

async function readMediaOf(db: Db, ids: ReadonlySet<string>) {
	const list: RowsOf<'media'> = [];
	const files = new Map<string, Uint8Array>();
	for (const id of ids) {
		const row = await db.selectFrom('media').selectAll().where('id', '=', id).executeTakeFirst();
		if (!row) continue;
		const { kind, width, height, content, small } = row;
		list.push({ id, kind, width, height, small: small !== null });
		files.set(mediaEntry(id, 'whole'), content);
		if (small) files.set(mediaEntry(id, 'small'), small);
	}
	return { list, files };
}

type Files = { [K in RowKind]: RowsOf<K> };

async function pack(
	contest: CarriedContest,
	rows: Files,
	media: Map<string, Uint8Array>
): Promise<Uint8Array> {
	const text = new TextEncoder();
	const entries = new Map<string, Uint8Array>([['contest.json', text.encode(JSON.stringify(contest))]]);
	for (const [kind, list] of Object.entries(rows))
		// The names of the kinds are those of the rows.
		entries.set(
			entryOf(kind as RowKind),
			text.encode(list.map((row) => `${JSON.stringify(row)}\n`).join(''))
		);
	for (const [name, bytes] of media) entries.set(name, bytes);
	const manifest: Manifest = {
		format: formatName,
		version: formatVersion,
		made: new Date().toISOString(),
		entries: [...entries].map(([name, bytes]) => ({ name, bytes: bytes.length, sha256: sha256(bytes) }))
	};
	const files: Zippable = { 'manifest.json': text.encode(JSON.stringify(manifest)) };
	for (const [name, bytes] of entries)
		files[name] = name.startsWith('media/') ? [bytes, { level: 0 }] : bytes; // media are packed already
	return sealed(await zipped(files));
}

const zipped = (files: Zippable) =>
	new Promise<Uint8Array>((done, failed) =>
		zip(files, { level: 6 }, (error, bytes) => (error ? failed(error) : done(bytes)))
	);
