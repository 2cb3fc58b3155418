import { pack, type LosablePart } from '$lib/bank/formats/held';
import { hasFormula } from '$lib/bank/markup';
import type { Question } from '$lib/bank/question';
import { writeBankDocx, type KeyPlace } from './bank-docx';
import { writeBankJson, type BankContent } from './bank-json';
import { encoded, type BankMedia } from './bank-media';
import { writeBankXlsx } from './bank-xlsx';
import { foreignFormat } from './foreign';

export const exportFormats = ['xlsx', 'docx', 'json', 'gift', 'aiken', 'moodle'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export interface ExportChoices {
	/** Of a Word document. */
	keys: KeyPlace;
	/** With what only those who work on the bank should read. */
	notes: boolean;
}

/** The ending of the file's name. */
export const endings: Record<ExportFormat, 'xlsx' | 'docx' | 'json' | 'txt' | 'xml'> = {
	xlsx: 'xlsx',
	docx: 'docx',
	json: 'json',
	gift: 'txt',
	aiken: 'txt',
	moodle: 'xml'
};

/** The bank as a file. What the format can't hold is not in it: {@link lossesOf} says what. */
export async function writeBank(
	bank: BankContent,
	media: BankMedia,
	format: ExportFormat,
	{ keys, notes }: ExportChoices
): Promise<Uint8Array | string> {
	const content = notes ? bank : withoutNotes(bank);
	switch (format) {
		case 'xlsx':
			return writeBankXlsx(content.questions, media);
		case 'docx':
			return writeBankDocx(content, media, keys);
		case 'json':
			return writeBankJson(content, media);
		case 'gift':
		case 'aiken':
		case 'moodle': {
			const foreign = foreignFormat(format, encoded(media));
			return foreign.write(pack(foreign, content.questions).questions);
		}
	}
}

/** A bank to hand on: without what was written for those who work on it. */
export function withoutNotes(bank: BankContent): BankContent {
	const questions = bank.questions.map((q) => ({ ...q, question: { ...q.question, note: '' } }));
	return { ...bank, note: '', questions };
}

/** What is lost of a bank in a format. */
export interface Losses {
	/** Numbers of the questions that are not in the file at all, from 1. */
	leftOut: number[];
	/** How many questions lose what. */
	parts: { part: LosablePart; count: number }[];
}

/** What this bank would lose in the format; a note that is left out on purpose is no loss. */
export function lossesOf({ questions }: BankContent, format: ExportFormat): Losses {
	const without = (...parts: [LosablePart, (q: Question) => boolean][]): Losses => ({
		leftOut: [],
		parts: parts
			.map(([part, has]) => ({ part, count: questions.filter(({ question }) => has(question)).length }))
			.filter(({ count }) => count > 0)
	});
	switch (format) {
		case 'json':
		case 'xlsx':
			return { leftOut: [], parts: [] };
		case 'docx':
			return without(
				['tags', ({ tags }) => tags.length > 0],
				['media', ({ media }) => media.some((m) => m.kind !== 'image')],
				['formulas', ({ text, options, explanation }) => [text, ...options, explanation].some(hasFormula)]
			);
		case 'gift':
		case 'aiken':
		case 'moodle': {
			const { leftOut, lost } = pack(foreignFormat(format, new Map()), questions);
			return { leftOut, parts: [...lost].map(([part, count]) => ({ part, count })) };
		}
	}
}
