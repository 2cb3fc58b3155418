export type UnreadableCode =
	| 'file/empty'
	| 'file/too_large'
	| 'file/wrong_type'
	| 'file/old_excel'
	| 'file/old_word'
	| 'file/password'
	| 'file/open_document'
	| 'file/pdf'
	| 'file/rtf'
	/** A text that is called a file of Word, of Excel. */
	| 'file/not_word'
	| 'file/not_excel'
	| 'file/too_slow'
	/** It has macros. */
	| 'file/unsafe'
	| 'file/damaged'
	| 'file/unpacks_too_large'
	| 'file/no_header'
	| 'roster/no_header'
	| 'file/no_questions'
	| 'file/no_contestants'
	| 'file/too_many_rows'
	| 'file/not_our_json'
	| 'file/xml_definitions';

/** Why a file as a whole can't be read. Thrown inside the readers, turned into a value by each public one. */
export class Unreadable extends Error {
	constructor(readonly code: UnreadableCode) {
		super(code);
	}
}

/** Runs a reader; an {@link Unreadable} becomes a refusal, anything else is a bug and goes on. */
export async function refusing<T>(
	read: () => T | Promise<T>
): Promise<({ ok: true } & T) | { ok: false; code: UnreadableCode }> {
	try {
		return { ok: true, ...(await read()) };
	} catch (error) {
		if (error instanceof Unreadable) return { ok: false, code: error.code };
		throw error;
	}
}
