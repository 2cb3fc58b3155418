import { expect, it } from 'vitest';
import { given } from './tests/given';
import { foldTurns } from './turns';

it('[JU1] the review of a contest has the key and the verdicts as the judges have put them right', () => {
	const show = given().play({ right: [1, 2], wrong: [3, 4] });
	const answers = show.log.flatMap(({ event }) => (event.type === 'revealed' ? event.judged : []));
	show.play({ right: [1, 2] });
	show.do({
		type: 'correct',
		turn: 1,
		change: { kind: 'key', key: 'B', accepted: [], boardsRight: null },
		reason: 'Đáp án sai',
		sendOff: false,
		seen: { back: [3, 4], off: [1, 2] },
		answers: answers.map(([sbd, value]) => ({ sbd, value: value ?? '', receivedAt: 0 }))
	});
	const [first] = foldTurns(show.log);
	expect(first?.reveal).toMatchObject({ key: 'B', judged: 4, right: 2, counts: [2, 2], out: 0 });
	expect(first?.judged.get(1)).toMatchObject({ value: 'A', right: false });
	expect(first?.judged.get(3)).toMatchObject({ value: 'B', right: true });
});

it('[JU1] a question that was struck out is in no review', () => {
	const show = given()
		.play({ right: [1, 2, 3] })
		.play({ right: [1, 2] });
	const [change, answers] = [{ kind: 'void' as const }, []];
	show.do({
		type: 'correct',
		turn: 1,
		change,
		reason: 'Hai đáp án',
		sendOff: false,
		seen: { back: [4], off: [] },
		answers
	});
	expect(foldTurns(show.log).map(({ question }) => question.q)).toEqual([2]);
});

it('[CO7] boards that are marked after the key was shown count in the review', () => {
	const show = given({ rules: { boards: 'mixed' } });
	show.do({ type: 'setBoards', sbds: [4], paper: true });
	show.play({ right: [1, 2, 3] }).do({ type: 'markBoards', q: 1, wrong: [] });
	const [first] = foldTurns(show.log);
	expect(first?.reveal).toMatchObject({ judged: 4, right: 4 });
});
