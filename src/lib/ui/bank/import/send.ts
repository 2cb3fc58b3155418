import type { ImportPreview } from '$lib/bank/import-preview';
import type { Block } from '$lib/bank/reading/passage';
import { toSave, type Item } from './items';

/** What somebody wants read. */
export interface Source {
	/** A file, or what was pasted. */
	content: File | Block[];
	/** A list of keys from elsewhere, as text or as a file; '' for none. */
	keys: string | File;
	/** Names of fields by column, where somebody matched them by hand; '' for a column that means nothing. */
	columns: Record<number, string>;
}

/** Where an import goes. */
export type Target = { bankId: string } | { create: { title: string; language: string; note: string } };

type Answer<T> = ({ ok: true } & T) | { ok: false; error: string };

/** Has the server read the source; `bankId` is the bank that it is compared with. */
export function readSource(
	{ content, keys, columns }: Source,
	bankId: string | null,
	signal: AbortSignal
): Promise<Answer<ImportPreview>> {
	const data = new FormData();
	if (content instanceof File) data.set('file', content);
	else data.set('pasted', JSON.stringify(content));
	if (keys instanceof File) data.set('keysFile', keys);
	else if (keys.trim() !== '') data.set('keys', keys);
	if (Object.keys(columns).length > 0) data.set('columns', JSON.stringify(columns));
	if (bankId !== null) data.set('bank', bankId);
	return ask<ImportPreview>('/banks/read', data, signal);
}

/** Saves what is taken: all of it or nothing. */
export function saveItems(
	items: readonly Item[],
	target: Target
): Promise<Answer<{ bankId: string; added: number; updated: number }>> {
	return ask('/banks/save', JSON.stringify({ target, taken: items.map(toSave) }));
}

/** The server's answer; where it has none of ours (gone, restarted, signed out), an empty error. */
async function ask<T>(path: string, body: FormData | string, signal?: AbortSignal): Promise<Answer<T>> {
	const headers: HeadersInit = { accept: 'application/json' };
	if (typeof body === 'string') headers['content-type'] = 'application/json';
	try {
		const response = await fetch(path, { method: 'POST', headers, body, ...(signal ? { signal } : {}) });
		const answer = (await response.json()) as { ok?: boolean; error?: string; message?: string };
		// The server is ours: what says ok has the rest.
		if (answer.ok === true) return answer as { ok: true } & T;
		return { ok: false, error: answer.error ?? answer.message ?? '' };
	} catch {
		return { ok: false, error: '' };
	}
}
