import { expect, it } from 'vitest';
import { readAside } from '$lib/server/files/read-aside';

const text = (said: string) => ({ bytes: new TextEncoder().encode(said), name: 'a.txt' });

it('a file is read in a thread of its own, with the same result', async () => {
	const read = await readAside(text('Câu 1. Hai?\nA. Một\nB. Hai\nĐáp án: B\n'));
	expect(read.ok && read.drafts.map((d) => d.question.key)).toEqual(['B']);
});

it('what takes too long is stopped, and the refusal says so', async () => {
	expect(await readAside(text('Câu 1. Hai?'), 1)).toEqual({ ok: false, code: 'file/too_slow' });
});

it('what is too large is not even looked at', async () => {
	const bytes = new Uint8Array(100 * 1024 * 1024);
	expect(await readAside({ bytes, name: 'a.docx' })).toEqual({ ok: false, code: 'file/too_large' });
});
