import { z } from 'zod';
import { errorText } from '../error-text';
import type { BankFile } from '../files/bank-file';
import { uploadedFile } from '../files/upload';
import { previewImport, proposedPlaces } from './transfer';

/** A file that was read, as the import page shows it and sends it back with what was ticked. */
export interface SentFile {
	name: string;
	/** The bytes in base64: the page sends them back, so that nothing has to be kept between preview and saving. */
	content: string;
	preview: BankFile;
	/** Places that are ticked. */
	taken: number[];
}

type There = readonly { text: string; number: number }[];

/** Reads the file that was chosen, and proposes what to take. */
export async function readUpload(
	data: FormData,
	there: There
): Promise<({ ok: true } & SentFile) | { ok: false; error: string }> {
	const file = await uploadedFile(data);
	if (!file.ok) return { ok: false, error: errorText(file.code) };
	const { name, bytes } = file;
	const preview = await previewImport(bytes, name, there);
	if (!preview.ok) return { ok: false, error: errorText(preview.code) };
	const content = Buffer.from(bytes).toString('base64');
	return { ok: true, name, content, preview, taken: proposedPlaces(preview) };
}

const confirmation = z.object({
	name: z.string().max(1000),
	content: z.base64(),
	title: z.string().default('')
});

/** Reads again what the preview showed, and what of it was ticked. `title`: of the bank to make. */
export async function readConfirmation(
	data: FormData,
	there: There
): Promise<({ ok: true; title: string } & SentFile) | { ok: false; error: string }> {
	const read = confirmation.safeParse(Object.fromEntries(data));
	if (!read.success) return { ok: false, error: errorText('form/invalid') };
	const { name, content, title } = read.data;
	const preview = await previewImport(Buffer.from(content, 'base64'), name, there);
	if (!preview.ok) return { ok: false, error: errorText(preview.code) };
	return { ok: true, title, name, content, preview, taken: data.getAll('take').map(Number) };
}
