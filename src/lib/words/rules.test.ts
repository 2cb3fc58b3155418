import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { presetNames, presets } from '$lib/contest/presets';
import { plainRound, type Round, type Rules } from '$lib/contest/rules';
import { overwriteGetLocale } from '$lib/paraglide/runtime';
import { roundRule, rulesText, type Told } from './rules';

beforeEach(() => overwriteGetLocale(() => 'vi'));
afterEach(() => overwriteGetLocale(() => 'vi'));

const school: Told = {
	...presets.school100,
	questions: [
		{ kind: 'main', round: 0, seconds: null },
		{ kind: 'main', round: 0, seconds: 15 },
		{ kind: 'bell', round: -1, seconds: 60 }
	]
};
const ruled = (rules: Partial<Rules>): Told => ({ ...school, rules: { ...school.rules, ...rules } });
const said = (told: Told) => rulesText(told).flatMap((part) => part.sentences);
const round = (change: Partial<Round>) =>
	roundRule({ ...plainRound, name: 'A', elimination: 'knockout', seconds: 15, ...change });

describe('the rules in words', () => {
	it('say who plays, round by round how, and what is won', () => {
		expect(said(school)).toEqual([
			'Sàn có 100 chỗ: thí sinh trong danh sách giữ chỗ của mình, chỗ còn lại dành cho người đến ghi tên.',
			'Tên tự ghi hiện ngay; tên có chỗ nghi ngờ được duyệt rồi mới hiện.',
			'Thí sinh trả lời trên điện thoại.',
			'Người đến muộn được vào sàn đến khi hết giờ câu đầu tiên.',
			'Chặng 1 – Chinh phục: 2 câu, 15 giây mỗi câu. Sai hoặc không trả lời thì rời sàn.',
			'Được đổi câu trả lời đến khi hết giờ; lần cuối được tính.',
			'Mất kết nối cũng tính như không trả lời.',
			'Khi cả sàn cùng sai một câu, tất cả rời sàn rồi cứu trợ.',
			'Có nhiều nhất 2 lần cứu trợ; đã đọc câu Rung chuông vàng thì không cứu trợ nữa.',
			'Cứu trợ diễn ra: sau câu 10; khi trên sàn còn không quá 10 người; khi sàn không còn ai.',
			'Số người được cứu là số giành được trong phần chơi cứu trợ.',
			'Người rời sàn gần đây nhất được cứu trước.',
			'Hết câu chính mà còn nhiều người thì dùng câu hỏi phụ: ai đúng ở lại, đến khi còn một người.',
			'Hết câu hỏi phụ mà vẫn còn nhiều người thì xếp theo kết quả.',
			'Người cuối cùng trên sàn trả lời hết các câu chính còn lại, rồi đến câu hỏi Rung chuông vàng. Còn lại một mình mà sai thì áp dụng điều “cả sàn cùng sai”.',
			'Người ấy được chọn chủ đề của câu hỏi Rung chuông vàng.',
			'Trả lời đúng thì rung chuông vàng; sai thì là người chơi xuất sắc nhất và chuông không rung.',
			'Thứ tự xếp hạng: người rung chuông; câu cuối cùng còn trụ lại; số câu đúng; tổng thời gian của các câu đúng; bằng nhau nữa thì đồng hạng.',
			'Đơn vị được xếp theo số thí sinh còn trên sàn, rồi tổng số câu đã vượt qua.',
			'Cơ cấu giải: 1 Giải Nhất, 2 Giải Nhì, 3 Giải Ba, 5 Giải Khuyến khích.',
			'Thí sinh đã rời sàn vẫn được trả lời để chơi cùng; kết quả không ảnh hưởng đến sàn.'
		]);
	});

	it('say which questions of a round have a time of their own', () => {
		const timed = [30, 45, 30, null].map((seconds) => ({ kind: 'main' as const, round: 0, seconds }));
		expect(said({ ...school, questions: timed })).toContain(
			'Riêng 3 câu của chặng 1 có thời gian khác: 30, 45 giây.'
		);
	});

	it('[EL2] say the rule of every kind of round', () => {
		expect([
			round({ elimination: 'lives', lives: 2 }),
			round({ elimination: 'cut', keep: 20, keepIsPercent: false }),
			round({ elimination: 'cut', keep: 20 }),
			round({ elimination: 'pairs' }),
			round({ elimination: 'pairs', bothRight: true }),
			round({ elimination: 'warmup' })
		]).toEqual([
			'Mỗi người có 2 mạng, sai lần thứ 2 thì rời sàn',
			'Không ai rời sàn trong chặng; cuối chặng giữ lại 20 người có kết quả cao nhất',
			'Không ai rời sàn trong chặng; cuối chặng giữ lại 20% số người',
			'Bốc thăm ghép đôi; một người đúng thì cả hai ở lại',
			'Bốc thăm ghép đôi; cả hai phải đúng mới ở lại',
			'Khởi động, không ai rời sàn'
		]);
	});

	it('[CO7] say nothing of phones where nobody has one', () => {
		const words = said(ruled({ boards: 'paper' }));
		expect(words).toContain('Thí sinh viết câu trả lời lên bảng con và giơ bảng khi hết giờ.');
		expect(words.filter((sentence) => /điện thoại|kết nối|đổi câu trả lời/.test(sentence))).toEqual([]);
	});

	/** Each option and what it may be; every change of one has to change the words. */
	const changes: [rule: string, change: Partial<Rules>][] = [
		['CO2', { registration: 'roster' }],
		['CO2', { registration: 'open' }],
		['CO2', { capacity: 99 }],
		['CO7', { boards: 'mixed' }],
		['CO4', { lateJoin: 'never' }],
		['CO4', { lateJoin: 'until_question', lateUntil: 4 }],
		['PH4', { firstChoiceLocks: true }],
		['PH9', { readingSeconds: 5 }],
		['EL3', { disconnected: 'judges' }],
		['JU6', { signals: true }],
		['EL5', { everyoneFails: 'stay' }],
		['EL5', { everyoneFails: 'void' }],
		['EL5', { everyoneFails: 'end' }],
		['CO5', { audience: { joins: true, eliminatedPlay: true, lifeline: false } }],
		['CO5', { audience: { joins: false, eliminatedPlay: false, lifeline: false } }],
		['RE6', { audience: { joins: false, eliminatedPlay: true, lifeline: true } }],
		['RE1', { rescue: { ...school.rules.rescue, afterQuestions: [5, 10] } }],
		['RE1', { rescue: { ...school.rules.rescue, atMost: 9 } }],
		['RE1', { rescue: { ...school.rules.rescue, atMostPercent: 20 } }],
		['RE1', { rescue: { ...school.rules.rescue, floorEmpty: false } }],
		['RE2', { rescue: { ...school.rules.rescue, size: 'all' } }],
		['RE2', { rescue: { ...school.rules.rescue, size: 'question' } }],
		['RE2', { rescue: { ...school.rules.rescue, size: 'question', fastest: 3 } }],
		['RE2', { rescue: { ...school.rules.rescue, quotaIsPercent: true } }],
		['RE3', { rescue: { ...school.rules.rescue, choice: 'random' } }],
		['RE3', { rescue: { ...school.rules.rescue, choice: 'per_unit' } }],
		['RE5', { rescue: { ...school.rules.rescue, limit: 1 } }],
		['RE5', { rescue: { ...school.rules.rescue, limit: 0 } }],
		['BE1', { bell: { atOnce: true, topicChoice: true } }],
		['BE1', { bell: { atOnce: false, topicChoice: false } }],
		['BE3', { ties: { stays: 'fastest', left: 'ranking' } }],
		['BE3', { ties: { stays: 'all_right', left: 'share' } }],
		['BE5', { unitsPerHead: true }]
	];
	it.each(changes)('[%s] say otherwise with %j', (_, change) => {
		expect(said(ruled(change))).not.toEqual(said(school));
	});

	it('[QU3] count the questions for the audience', () => {
		const questions = [...school.questions, { kind: 'audience', round: -1, seconds: null } as const];
		expect(said({ ...school, questions })).toContain('Có 1 câu hỏi dành cho khán giả.');
	});

	it.each(presetNames)('are as many in English, and others: %s', (name) => {
		const vietnamese = said(presets[name]);
		overwriteGetLocale(() => 'en');
		const english = said(presets[name]);
		expect(english).toHaveLength(vietnamese.length);
		expect(english.filter((sentence) => vietnamese.includes(sentence))).toEqual([]);
	});
});
