import { describe, expect, it } from 'vitest';
import { readDraft, unread, type Draft, type RawQuestion } from '$lib/bank/draft';
import type { ImportPreview } from '$lib/bank/import-preview';
import type { Question } from '$lib/bank/question';
import type { Standing } from '$lib/bank/repeated';
import { accepted, destined, filled, isOpen, isTaken, itemsOf, mended, toSave, type Item } from './items';

const raw = (more: Partial<RawQuestion> = {}) =>
	readDraft({ ...unread, place: 3, text: 'Thủ đô?', options: ['Huế', 'Hà Nội'], answer: 'B', ...more });
const there = (more: Partial<Question> = {}): Standing => {
	return { id: 'q', number: 12, version: 4, externalId: '', question: { ...raw().question, ...more } };
};

function item(draft: Draft, standing?: Standing): Item {
	const preview: ImportPreview = {
		...{ kind: 'json', title: '', language: 'vi', note: '', drafts: [draft], doubts: [], columns: [] },
		standing: standing ? [[0, standing]] : []
	};
	return itemsOf(preview)[0] ?? expect.fail();
}

describe('a question of a file on the screen', () => {
	it('that is good is taken, one with a doubt is taken and to be looked at, one that is not fit waits', () => {
		expect(item(raw())).toMatchObject({ look: 'good', fate: 'add' });
		const doubtful = item(raw({ level: 'bậc 5' }));
		expect([doubtful.look, isTaken(doubtful), isOpen(doubtful)]).toEqual(['look', true, true]);
		expect(accepted(doubtful)).toMatchObject({ look: 'good', draft: { doubts: [] } });
		const unfit = item(raw({ answer: '' }));
		expect([unfit.look, isTaken(unfit)]).toEqual(['unfit', false]);
		const right = mended(unfit, { ...unfit.draft.question, key: 'B' });
		expect([right.look, isTaken(right)]).toEqual(['good', true]);
	});

	it('that stands in the bank as it is, or further up in the file, is passed over unless somebody wants it', () => {
		const same = item(raw(), there({ topic: 'Địa lý' }));
		expect([same.look, isTaken(same), isOpen(same)]).toEqual(['repeated', false, false]);
		const again = item(raw({ doubts: [{ code: 'same_in_file', field: 'text', value: '1' }] }));
		expect([again.look, isTaken(again)]).toEqual(['repeated', false]);
		expect(destined(again, 'add')).toMatchObject({ look: 'good', fate: 'add' });
	});

	it('that stands in the bank in another version waits for a decision and overwrites nothing by itself', () => {
		const other = item(raw(), there({ key: 'A', topic: 'Địa lý' }));
		expect(other).toMatchObject({ look: 'differs', changes: ['key'] });
		expect([isTaken(other), isOpen(other)]).toEqual([false, true]);
		const update = destined(other, 'update');
		expect([update.look, isTaken(update)]).toEqual(['good', true]);
		expect(toSave(update)).toMatchObject({
			update: { id: 'q', version: 4 },
			question: { key: 'B', topic: 'Địa lý' }
		});
		expect(isOpen(destined(other, 'skip'))).toBe(false);
		const added = toSave(destined(other, 'add'));
		expect(added).toMatchObject({ update: null, question: { topic: '' } });
	});

	it('is filled where it says nothing, or instead; tags are added', () => {
		const read = item(raw({ topic: 'Sử', tags: 'a' }));
		const filling = { topic: 'Địa', level: 'recall', source: '', asOf: '', tags: ['a', 'b'] } as const;
		const fill = (instead: boolean) =>
			filled(read, { ...filling, tags: [...filling.tags] }, instead).draft.question;
		expect(fill(false)).toMatchObject({ topic: 'Sử', level: 'recall', tags: ['a', 'b'] });
		expect(fill(true)).toMatchObject({ topic: 'Địa', level: 'recall' });
	});
});
