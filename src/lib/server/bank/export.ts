import type { Db } from '../db/client';
import {
	endings,
	exportFormats,
	lossesOf,
	writeBank,
	type ExportChoices,
	type ExportFormat,
	type Losses
} from '../files/bank-export';
import type { BankContent } from '../files/bank-json';
import type { BankMedia } from '../files/bank-media';
import { bankContent } from './transfer';

export interface ExportedBank {
	title: string;
	/** How many questions the bank has. */
	questions: number;
	content: Uint8Array | string;
	ending: (typeof endings)[ExportFormat];
	losses: Losses;
}

/** The bank as a file of this format; undefined when it is gone. */
export async function exportBank(
	db: Db,
	bankId: string,
	format: ExportFormat,
	choices: ExportChoices
): Promise<ExportedBank | undefined> {
	const bank = await bankContent(db, bankId);
	if (!bank) return undefined;
	const holdsMedia = format !== 'gift' && format !== 'aiken';
	const media: BankMedia = holdsMedia ? await selectMedia(db, bank) : new Map();
	return {
		title: bank.title,
		questions: bank.questions.length,
		content: await writeBank(bank, media, format, choices),
		ending: endings[format],
		losses: lossesOf(bank, format)
	};
}

/** What the bank would lose in each format; undefined when it is gone. */
export async function exportLosses(
	db: Db,
	bankId: string
): Promise<Record<ExportFormat, Losses> | undefined> {
	const bank = await bankContent(db, bankId);
	if (!bank) return undefined;
	const of = (format: ExportFormat) => lossesOf(bank, format);
	return {
		xlsx: of('xlsx'),
		docx: of('docx'),
		json: of('json'),
		gift: of('gift'),
		aiken: of('aiken'),
		moodle: of('moodle')
	};
}

export function isExportFormat(name: string): name is ExportFormat {
	return exportFormats.some((format) => format === name);
}

async function selectMedia(db: Db, { questions }: BankContent): Promise<BankMedia> {
	const ids = [...new Set(questions.flatMap(({ question }) => question.media.map((m) => m.id)))];
	if (ids.length === 0) return new Map();
	const rows = await db
		.selectFrom('media')
		.select(['id', 'mime', 'content'])
		.where('id', 'in', ids)
		.execute();
	return new Map(rows.map(({ id, mime, content }) => [id, { mime, bytes: content }]));
}
