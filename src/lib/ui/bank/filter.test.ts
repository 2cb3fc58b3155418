import { describe, expect, it } from 'vitest';
import type { QuestionRow } from '$lib/bank/question';
import { everything, filterOf } from './filter';

const row = (number: number, text: string, parts: Partial<QuestionRow> = {}): QuestionRow => ({
	id: String(number),
	number,
	version: 1,
	type: 'single',
	text,
	topic: '',
	level: '',
	answer: '',
	...parts
});
const rows = [
	row(1, 'Đại hội XIII họp ở đâu?', { topic: 'Đại hội', answer: 'Hà Nội', level: 'recall' }),
	row(2, 'Đại hội XII họp năm nào?', { topic: 'Đại hội', type: 'short', answer: '2016' }),
	row(3, 'Luật Thanh niên')
];
const numbers = (filter: Partial<typeof everything>) =>
	filterOf(rows)({ ...everything, ...filter }).map((r) => r.number);

describe('the filter of a bank', () => {
	it.each([
		[{}, [1, 2, 3]],
		[{ text: 'dai hoi' }, [1, 2]],
		[{ text: 'HÀ  nội đại' }, [1]],
		[{ text: '2016' }, [2]],
		[{ text: 'không có' }, []],
		[{ topic: 'Đại hội' }, [1, 2]],
		[{ topic: '-' }, [3]],
		[{ level: 'recall' }, [1]],
		[{ level: '-' }, [2, 3]],
		[{ type: 'short', text: 'dai' }, [2]]
	])('%j', (filter, expected) => expect(numbers(filter)).toEqual(expected));
});
