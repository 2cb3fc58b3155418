import { expect, it } from 'vitest';
import { readAside, readRosterAside } from '$lib/server/files/read-aside';

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

it('so is a list of contestants: one that takes too long stops nobody else', async () => {
	const list = new TextEncoder().encode('SBD,Họ tên\n7,Lê An\n');
	expect((await readRosterAside(list)).contestants).toMatchObject([{ sbd: 7, name: 'Lê An' }]);
	expect((await readRosterAside(list, 1)).problems).toMatchObject([{ row: 0, code: 'file/too_slow' }]);
	expect((await readRosterAside(new Uint8Array(100 * 1024 * 1024))).problems).toMatchObject([
		{ row: 0, code: 'file/too_large' }
	]);
});
