import { maxFileSize } from '$lib/bank/file-size';
import { isDocx } from './docx/read';
import { Unreadable, type UnreadableCode } from './unreadable';
import { Zip } from './zip';

/** A file as far as its bytes say what it is. */
export type KnownFile = { kind: 'docx' | 'xlsx'; zip: Zip } | { kind: 'json' | 'text'; text: string };

/** What a file is, by its bytes and not by its name; `text` is any text but JSON. Throws {@link Unreadable}. */
export function knownFile(bytes: Uint8Array): KnownFile {
	if (bytes.length > maxFileSize) throw new Unreadable('file/too_large');
	const starts = (...first: number[]) => first.every((b, i) => bytes[i] === b);
	if (starts(0x50, 0x4b, 0x03, 0x04)) {
		const zip = new Zip(bytes);
		if (zip.has('word/vbaProject.bin') || zip.has('xl/vbaProject.bin')) throw new Unreadable('file/unsafe');
		if (isDocx(zip)) return { kind: 'docx', zip };
		if (zip.has('mimetype')) throw new Unreadable('file/open_document');
		return { kind: 'xlsx', zip };
	}
	if (starts(0xd0, 0xcf, 0x11, 0xe0)) throw new Unreadable(oldOffice(bytes));
	if (starts(0x25, 0x50, 0x44, 0x46)) throw new Unreadable('file/pdf');
	if (starts(0x7b, 0x5c, 0x72, 0x74, 0x66)) throw new Unreadable('file/rtf');
	const text = decodeText(bytes);
	if (text.trim() === '') throw new Unreadable('file/empty');
	if (text.includes('\0')) throw new Unreadable('file/wrong_type');
	return { kind: /^\s*[[{]\s*["{\]}]/.test(text) ? 'json' : 'text', text };
}

/** The container of Office's old formats holds a file with a password, a .doc or an .xls; names of its parts are UTF-16. */
function oldOffice(bytes: Uint8Array): UnreadableCode {
	const names = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const has = (name: string) => names.includes(Buffer.from(name, 'utf16le'));
	if (has('EncryptedPackage')) return 'file/password';
	if (has('WordDocument')) return 'file/old_word';
	return has('Workbook') || has('Book') ? 'file/old_excel' : 'file/wrong_type';
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
