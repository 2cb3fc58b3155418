import { Unreadable } from './unreadable';

/** What a file of questions or contestants may weigh, in bytes. */
export const maxFileSize = 5 * 1024 * 1024;

/** What a file is, by its bytes and not by its name. `csv` is any other text. Throws {@link Unreadable}. */
export function kindOf(bytes: Uint8Array): 'xlsx' | 'json' | 'csv' {
	if (bytes.length > maxFileSize) throw new Unreadable('file/too_large');
	const starts = (...first: number[]) => first.every((b, i) => bytes[i] === b);
	if (starts(0x50, 0x4b, 0x03, 0x04)) return 'xlsx';
	// The container of .xls, and of an .xlsx with a password.
	if (starts(0xd0, 0xcf, 0x11, 0xe0)) throw new Unreadable('file/old_excel');
	const text = decodeText(bytes);
	if (text.trim() === '') throw new Unreadable('file/empty');
	if (text.includes('\0')) throw new Unreadable('file/wrong_type');
	return /^\s*[[{]/.test(text) ? 'json' : 'csv';
}

/** UTF-8 with or without its mark, or UTF-16 with it (what Excel calls “Unicode text”). Throws {@link Unreadable}. */
export function decodeText(bytes: Uint8Array): string {
	const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
	try {
		return new TextDecoder(utf16 ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes);
	} catch {
		throw new Unreadable('file/wrong_type');
	}
}
