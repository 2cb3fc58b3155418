import { describe, expect, it } from 'vitest';
import { noticeMoves, noticeText, sourceText } from './words';

const person = (sbd: number) => ({ sbd, name: `T${sbd}`, unit: '' });
const notice = {
	seq: 9,
	ordinal: 5,
	onStage: false,
	kind: 'verdicts' as const,
	back: [],
	backCount: 0,
	off: [],
	offCount: 0
};

describe('noticeMoves', () => {
	it('[JU1] says who comes back and who leaves, and how many where not all can be named', () => {
		const back = Array.from({ length: 24 }, (_, i) => person(i + 1));
		const [returns, leaves] = noticeMoves({
			...notice,
			back,
			backCount: 41,
			off: [person(50)],
			offCount: 1
		});
		expect(returns).toContain('41');
		expect(returns).toContain('1\u00a0T1, 2\u00a0T2, 3\u00a0T3');
		expect(returns).not.toContain('…');
		expect(leaves).toMatch(/50\u00a0T50$/);
	});

	it('[JU1] names as many as can be read, each of them whole, and counts the others', () => {
		const long = (sbd: number) => ({ sbd, name: 'Công Tằng Tôn Nữ Hoàng Phương Thảo', unit: '' });
		const [returns] = noticeMoves({ ...notice, back: [7, 8, 9].map(long), backCount: 3 });
		expect(returns?.match(/Thảo/g)).toHaveLength(1);
		expect(returns).toMatch(/và 2 bạn nữa$/);
	});

	it('says nothing where nobody moves', () => {
		expect(noticeMoves(notice)).toEqual([]);
	});
});

it('[JU1] that the question on the floor is void, the picture says itself', () => {
	expect(noticeText({ ...notice, kind: 'void', onStage: true })).toBe('');
	expect(noticeText({ ...notice, kind: 'void' })).toContain('Câu 5');
});

it('a source is told by whose it is, not by its address', () => {
	expect(sourceText('Luật Thanh niên 2020, https://www.vbpl.vn/tw/Pages/vbpq.aspx?ItemID=142')).toBe(
		'Luật Thanh niên 2020, vbpl.vn'
	);
	expect(sourceText('Điều lệ Đoàn')).toBe('Điều lệ Đoàn');
});
