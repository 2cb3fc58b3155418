import { describe, expect, it } from 'vitest';
import { pathOf, reportOf } from './report';
import { given } from './tests/given';

/** Six contestants; two leave, one is brought back, a question is struck out, one is disqualified. */
function played() {
	const show = given({ contestants: 6 });
	show.play({ right: [1, 2, 3, 4], wrong: [5] }).rescue(6);
	show.play({ right: [1, 2], wrong: [3, 4, 6] });
	show.do({
		type: 'correct',
		turn: 2,
		change: { kind: 'void' },
		reason: 'Hai đáp án',
		sendOff: false,
		seen: { back: [3, 4, 6], off: [] },
		answers: []
	});
	show.setStatus(4, 'disqualified');
	show.play({ right: [1, 2, 3] });
	return show;
}

describe('the report of a contest', () => {
	it('has each question with who was right, who left and who came back after it', () => {
		const { questions } = reportOf(played().log);
		expect(questions).toMatchObject([
			{
				turn: 1,
				judged: 6,
				right: 4,
				none: 1,
				counts: [4, 1],
				out: [5, 6],
				left: 4,
				rescued: [6],
				corrected: null
			},
			{ turn: 2, judged: 5, counts: [], none: 0, out: [], left: 5, rescued: [], corrected: 'void' },
			{ turn: 3, judged: 4, right: 3, none: 1, counts: [3, 0], out: [6], left: 3 }
		]);
	});

	it('tells what was typed most, ways of writing taken together, as most wrote it', () => {
		const show = given({ contestants: 5, every: { type: 'short', options: [], key: 'Đại thắng' } });
		show.play({ says: { 1: 'Đại thắng', 2: 'đại thắng', 3: 'Đại thắng', 4: 'Thua' } });
		expect(reportOf(show.log).questions[0]?.given).toEqual([
			{ value: 'Đại thắng', count: 3, right: true },
			{ value: 'Thua', count: 1, right: false }
		]);
	});

	it('has the cut at the end of a round with the question that it followed', () => {
		const show = given({ contestants: 4, questions: { main: 1 }, round: { elimination: 'cut', keep: 2 } });
		show.play({ right: [1, 2], wrong: [3, 4] });
		show.do({ type: 'cut' });
		expect(reportOf(show.log).questions[0]?.cut).toEqual([3, 4]);
	});
});

describe('the way of one contestant', () => {
	it('has her answers, where they were judged, and what moved her', () => {
		expect(pathOf(played().log, 6)).toMatchObject([
			{ type: 'moved', because: 'registered' },
			{ type: 'moved', because: 'checkedIn' },
			{ type: 'moved', because: 'started', status: 'in' },
			{ type: 'answered', turn: 1, judged: { value: null, right: false } },
			{ type: 'moved', because: 'revealed', status: 'out', question: { kind: 'main', ordinal: 1 } },
			{ type: 'moved', because: 'rescued', status: 'in', question: null },
			{ type: 'answered', turn: 2, judged: null },
			{ type: 'moved', because: 'revealed', status: 'out' },
			{ type: 'moved', because: 'corrected', status: 'in', question: { kind: 'main', ordinal: 2 } },
			{ type: 'answered', turn: 3, judged: { value: null, right: false } },
			{ type: 'moved', because: 'revealed', status: 'out' }
		]);
	});

	it('ends where the judges took her off', () => {
		const path = pathOf(played().log, 4);
		expect(path.at(-1)).toMatchObject({ type: 'moved', because: 'statusSet', status: 'disqualified' });
	});
});
