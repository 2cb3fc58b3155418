import { readDraft, type Draft, type FileDoubt, type FileKind, type RawBank } from '$lib/bank/draft';
import { readTable } from '$lib/bank/table';
import { readBankJson } from './bank-json';
import { decodeText, kindOf } from './kind';
import { refusing, Unreadable, type UnreadableCode } from './unreadable';
import { readWorkbook } from './workbook';

export const maxQuestions = 5000;

/** A file of questions as it was understood; nothing of it is saved yet. */
export interface BankFile {
	/** What places are: numbers of the list, or rows of the sheet. */
	kind: FileKind;
	/** The bank's own title, or the file's name. */
	title: string;
	language: string;
	note: string;
	drafts: Draft[];
	/** What is doubtful about the file as a whole. */
	doubts: FileDoubt[];
}

/** Reads questions from our JSON or an Excel workbook, whichever the bytes are. */
export async function readBankFile(
	bytes: Uint8Array,
	fileName: string
): Promise<({ ok: true } & BankFile) | { ok: false; code: UnreadableCode }> {
	return refusing(() => {
		const kind = kindOf(bytes);
		if (kind === 'csv') throw new Unreadable('file/wrong_type');
		const bank = kind === 'json' ? readBankJson(decodeText(bytes)) : readSheets(bytes);
		if (bank.questions.length === 0) throw new Unreadable('file/no_questions');
		if (bank.questions.length > maxQuestions) throw new Unreadable('file/too_many_rows');
		return {
			kind,
			title: bank.title.trim() || fileName.replace(/\.[^.]*$/, ''),
			language: bank.language === 'en' ? 'en' : 'vi',
			note: bank.note,
			drafts: bank.questions.map(readDraft),
			doubts: bank.doubts
		};
	});
}

/** The questions of the first sheet that names the columns of question and answer. */
function readSheets(bytes: Uint8Array): RawBank {
	for (const rows of readWorkbook(bytes, maxQuestions + 100)) {
		const table = readTable(rows);
		if (table.ok) {
			const doubts = table.ignored.map((value) => ({ code: 'column_ignored' as const, place: null, value }));
			return { title: '', language: '', note: '', questions: table.questions, doubts };
		}
	}
	throw new Unreadable('file/no_header');
}
