import { expect, it } from 'vitest';
import { given } from '$lib/contest/tests/given';
import { previewBoards } from './command';

it('[CO7] marks can be tried out once the key is shown: who would leave, phones included; nothing happens', () => {
	const show = given({ contestants: 4, rules: { boards: 'mixed' } });
	show
		.do({ type: 'setBoards', sbds: [1, 2], paper: true })
		.present()
		.open()
		.timeUp();
	const q = show.turn.q;
	expect(previewBoards(show.contest, { q, wrong: [1] })).toEqual({ ok: false, code: 'boards/not_now' });
	show.reveal({ right: [3], wrong: [4] });
	expect(previewBoards(show.contest, { q, wrong: [1] })).toEqual({
		ok: true,
		out: [1, 4],
		left: 2,
		everyoneFailed: null
	});
	expect(previewBoards(show.contest, { q, wrong: [3] })).toEqual({ ok: false, code: 'boards/unknown' });
	expect(show.left).toEqual([1, 2, 3, 4]);
	show.do({ type: 'markBoards', q, wrong: [1] });
	expect(show.left).toEqual([2, 3]);
});
