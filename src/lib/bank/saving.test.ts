import { describe, expect, it } from 'vitest';
import { unsaid, type Question, type StoredQuestion } from './question';
import {
	answered,
	begin,
	chosen,
	ended,
	isUnsaved,
	lost,
	seen,
	sending,
	toSend,
	type Saving
} from './saving';

const text = (text: string): Question => ({ ...unsaid, type: 'single', text, options: [], key: '' });
const stored = (version: number, said: string): StoredQuestion => ({
	...text(said),
	id: 'q',
	number: 1,
	version,
	status: 'draft'
});
const typed = (saving: Saving, said: string): Saving => ({ ...saving, typed: text(said) });
/** Sends what is due. */
function send(saving: Saving): Saving {
	const due = toSend(saving);
	return due ? sending(saving, due) : expect.fail('nothing is to be sent');
}
const said = (saving: Saving) => toSend(saving)?.text ?? null;

describe('a question that saves itself', () => {
	it('sends nothing while nothing was typed, and a new one nothing before its first word', () => {
		expect(said(begin(3, text('Một')))).toBeNull();
		const fresh = begin(0, text(''));
		expect(isUnsaved({ ...fresh, typed: { ...text(''), type: 'multiple', key: 'A' } })).toBe(false);
		expect(said(typed(fresh, 'M'))).toBe('M');
	});

	it('sends what was typed meanwhile when the answer is there, on the new version', () => {
		let saving = send(typed(begin(1, text('')), 'Một'));
		saving = typed(saving, 'Một hai');
		expect(said(saving)).toBeNull();
		saving = answered(saving, { ok: true, version: 2 });
		expect(saving).toMatchObject({ version: 2, saved: { text: 'Một' } });
		expect(said(saving)).toBe('Một hai');
		saving = answered(send(saving), { ok: true, version: 3 });
		expect(isUnsaved(saving)).toBe(false);
	});

	it('sends what was lost again, before what was typed since', () => {
		let saving = lost(send(typed(begin(1, text('')), 'Một')));
		saving = typed(saving, 'Một hai');
		expect(said(saving)).toBe('Một');
		saving = answered(send(saving), { ok: true, version: 2 });
		expect(said(saving)).toBe('Một hai');
	});

	it('also when the words were taken back meanwhile: they may have arrived', () => {
		const saving = typed(lost(send(typed(begin(1, text('')), 'Một'))), '');
		expect(isUnsaved(saving)).toBe(true);
		expect(said(saving)).toBe('Một');
		expect(said(answered(send(saving), { ok: true, version: 2 }))).toBe('');
	});

	it('keeps what was refused, and what could not be sent because the session has ended', () => {
		const saving = send(typed(begin(1, text('')), 'Một'));
		const refused = answered(saving, { ok: false, code: 'question/unfit', text: 'Quá dài.' });
		expect(refused).toMatchObject({ way: 'refused', why: 'Quá dài.' });
		expect(said(refused)).toBe('Một');
		expect(said(ended(saving))).toBe('Một');
	});
});

describe('two editors at once', () => {
	const theirs = { current: stored(2, 'Của Bình'), by: 'Bình' };
	const refusal = { ok: false, code: 'question/changed', ...theirs } as const;

	it('the second goes on typing; what she types is sent to be kept beside it, once', () => {
		let saving = answered(send(typed(begin(1, text('Gốc')), 'Của An')), refusal);
		expect(saving).toMatchObject({ version: 1, theirs, saved: { text: 'Gốc' } });
		expect(said(saving)).toBeNull();
		expect(isUnsaved(saving)).toBe(true);
		saving = typed(saving, 'Của An!');
		expect(said(saving)).toBe('Của An!');
	});

	it('what is chosen is saved on their version; what is theirs altogether needs no saving', () => {
		const saving = answered(send(typed(begin(1, text('Gốc')), 'Của An')), refusal);
		const mine = chosen(saving, text('Của An'));
		expect(mine).toMatchObject({ version: 2, theirs: null });
		expect(said(mine)).toBe('Của An');
		expect(isUnsaved(chosen(saving, theirs.current))).toBe(false);
	});

	it('a page on which nothing was typed takes the new version by itself', () => {
		expect(seen(begin(1, text('Gốc')), theirs)).toMatchObject({ version: 2, typed: { text: 'Của Bình' } });
	});

	it('a page with words of its own is told before it saves', () => {
		const saving = seen(typed(begin(1, text('Gốc')), 'Của An'), theirs);
		expect(saving).toMatchObject({ version: 1, theirs, typed: { text: 'Của An' } });
	});

	it('what is seen late, or while something is on its way, changes nothing', () => {
		const late = begin(2, text('Mới'));
		expect(seen(late, theirs)).toBe(late);
		const under = send(typed(begin(1, text('Gốc')), 'Của An'));
		expect(seen(under, theirs)).toBe(under);
	});

	it('what was lost and has arrived all the same is nobody else’s', () => {
		const saving = typed(lost(send(typed(begin(1, text('Gốc')), 'Của Bình'))), 'Của Bình, tiếp');
		const after = seen(saving, theirs);
		expect(after).toMatchObject({ version: 2, theirs: null, sent: null });
		expect(said(after)).toBe('Của Bình, tiếp');
		expect(isUnsaved(seen(typed(begin(1, text('Gốc')), 'Của Bình'), theirs))).toBe(false);
	});
});
