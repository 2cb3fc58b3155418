import { maxFileSize } from '$lib/bank/file-size';

/** The file that a form sent in its field `name`, if there is one that may be read. */
export async function uploadedFile(
	data: FormData,
	name = 'file'
): Promise<
	{ ok: true; name: string; bytes: Uint8Array } | { ok: false; code: 'file/missing' | 'file/too_large' }
> {
	const file = data.get(name);
	if (!(file instanceof File) || file.name === '') return { ok: false, code: 'file/missing' };
	if (file.size > maxFileSize) return { ok: false, code: 'file/too_large' };
	return { ok: true, name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
}
