import { z } from 'zod';
import { columnFields, type Field } from '$lib/bank/columns';
import { markRepeated, type Doubt, type Draft } from '$lib/bank/draft';
import type { ImportPreview } from '$lib/bank/import-preview';
import { matchBank, type Standing } from '$lib/bank/repeated';
import type { Media } from '$lib/bank/question';
import type { Db } from '../db/client';
import type { BankReading, ReadOptions } from '../files/bank-file';
import { pictureId } from '../files/bank-media';
import { keysAsText, readKeyFile } from '../files/key-file';
import { readAside } from '../files/read-aside';
import type { UnreadableCode } from '../files/unreadable';
import { uploadedFile } from '../files/upload';
import { storeMedia, type StoredMedia } from './media';
import { readSentPassage } from './sent-passage';

type Refusal = { ok: false; code: UnreadableCode | 'file/missing' | 'form/invalid' };

/**
 * Reads what the import's screen sends, and compares it with the questions of the bank. Of the questions nothing is saved;
 * pictures are kept, to be shown, and forgotten when no question comes to have them. `by`: id of the account.
 */
export async function readImport(
	db: Db,
	data: FormData,
	bank: readonly Standing[],
	by: string
): Promise<({ ok: true } & ImportPreview) | Refusal> {
	const given = await givenKeys(data);
	if (!given.ok) return given;
	const columns = columnsByHand(text(data, 'columns'));
	const read = await readSource(data, { keys: given.keys, columns });
	if (!read.ok) return read;
	const { pictures, ...file } = read;
	const kept = await keepPictures(db, pictures, by);
	const drafts = markRepeated(
		file.drafts.map((draft) => withKept(draft, kept)),
		bank.map(({ number, question }) => ({ number, text: question.text }))
	);
	const standing = matchBank(drafts, bank).flatMap((s, index): [number, Standing][] =>
		s ? [[index, s]] : []
	);
	return { ...file, drafts, columns: file.columns ?? [], standing };
}

/** The list of keys that was pasted, or lies in a file of its own; '' for none. */
async function givenKeys(data: FormData): Promise<{ ok: true; keys: string } | Refusal> {
	if (!data.has('keysFile')) return { ok: true, keys: keysAsText(text(data, 'keys')) };
	const file = await uploadedFile(data, 'keysFile');
	return file.ok ? readKeyFile(file.bytes) : file;
}

async function readSource(data: FormData, options: ReadOptions): Promise<BankReading | Refusal> {
	if (data.has('pasted')) {
		const blocks = readSentPassage(text(data, 'pasted'));
		return blocks ? readAside({ pasted: { blocks }, options }) : { ok: false, code: 'form/invalid' };
	}
	const file = await uploadedFile(data);
	return file.ok ? readAside({ bytes: file.bytes, name: file.name, options }) : file;
}

const byHand = z.record(z.string(), z.enum(['', ...columnFields]));

/** What somebody says the columns hold, as JSON: names of fields by column. Nothing where nobody says anything. */
function columnsByHand(json: string): Map<number, Field | null> | undefined {
	try {
		const fields = Object.entries(byHand.parse(JSON.parse(json)));
		return new Map(fields.map(([index, field]) => [Number(index), field === '' ? null : field]));
	} catch {
		return undefined;
	}
}

function text(data: FormData, name: string): string {
	const value = data.get(name);
	return typeof value === 'string' ? value : '';
}

/** The file's pictures as they are kept, by the ids that the drafts call them. */
async function keepPictures(
	db: Db,
	pictures: readonly Uint8Array[],
	by: string
): Promise<Map<string, StoredMedia>> {
	const kept = new Map<string, StoredMedia>();
	for (const [index, bytes] of pictures.entries()) {
		const stored = await storeMedia(db, bytes, by);
		if (stored.ok) kept.set(pictureId(index), stored.media);
	}
	return kept;
}

/** Where a picture can't be kept, that it stood there is a doubt. */
function withKept(draft: Draft, kept: ReadonlyMap<string, StoredMedia>): Draft {
	const media: Media[] = [];
	const doubts: Doubt[] = [];
	for (const medium of draft.question.media) {
		const stored = kept.get(medium.id);
		if (stored) media.push({ ...medium, ...stored });
		else doubts.push({ code: 'picture', field: medium.on });
	}
	return { ...draft, question: { ...draft.question, media }, doubts: [...draft.doubts, ...doubts] };
}
