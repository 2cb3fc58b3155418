import { z } from 'zod';
import { errorText } from '../error-text';
import type { BankFile } from '../files/bank-file';
import { maxFileSize } from '../files/kind';
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
	const file = data.get('file');
	if (!(file instanceof File) || file.name === '') return { ok: false, error: errorText('file/missing') };
	if (file.size > maxFileSize) return { ok: false, error: errorText('file/too_large') };
	const bytes = new Uint8Array(await file.arrayBuffer());
	const preview = await previewImport(bytes, file.name, there);
	if (!preview.ok) return { ok: false, error: errorText(preview.code) };
	const content = Buffer.from(bytes).toString('base64');
	return { ok: true, name: file.name, content, preview, taken: proposedPlaces(preview) };
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
