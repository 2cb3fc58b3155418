import { z } from 'zod';
import { columnFields, type Field } from '$lib/bank/columns';
import { markRepeated } from '$lib/bank/draft';
import type { ImportPreview } from '$lib/bank/import-preview';
import { matchBank, type Standing } from '$lib/bank/repeated';
import type { Db } from '../db/client';
import type { BankReading, ReadOptions } from '../files/bank-file';
import { keysAsText } from '../files/key-file';
import { readAside } from '../files/read-aside';
import type { UnreadableCode } from '../files/unreadable';
import { uploadedFile } from '../files/upload';
import { keepPictures } from './pictures';
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
	const columns = columnsByHand(text(data, 'columns'));
	const read = await readSource(data, { keys: keysAsText(text(data, 'keys')), columns });
	if (!read.ok) return read;
	const { pictures: _, ...file } = read;
	const drafts = markRepeated(
		await keepPictures(db, read, by),
		bank.map(({ number, question }) => ({ number, text: question.text }))
	);
	const standing = matchBank(drafts, bank).flatMap((s, index): [number, Standing][] =>
		s ? [[index, s]] : []
	);
	return { ...file, drafts, columns: file.columns ?? [], standing };
}

async function readSource(data: FormData, options: ReadOptions): Promise<BankReading | Refusal> {
	const keys = data.has('keysFile') ? await uploadedFile(data, 'keysFile') : null;
	if (keys?.ok === false) return keys;
	const keyFile = keys?.bytes;
	if (data.has('pasted')) {
		const blocks = readSentPassage(text(data, 'pasted'));
		return blocks ? readAside({ pasted: { blocks }, options, keyFile }) : { ok: false, code: 'form/invalid' };
	}
	const file = await uploadedFile(data);
	return file.ok ? readAside({ bytes: file.bytes, name: file.name, options, keyFile }) : file;
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
