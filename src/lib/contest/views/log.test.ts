import { expect, it } from 'vitest';
import { given } from '../tests/given';
import { logLine } from './log';

const reveal = (show: ReturnType<typeof given>) => {
	const logged = show.log.findLast((l) => l.event.type === 'revealed');
	return logged && logLine({ ...logged, actor: 'staff:1' }).params;
};
const mixed = () =>
	given({ contestants: 4, rules: { boards: 'mixed' } }).do({ type: 'setBoards', sbds: [1, 2], paper: true });

it('[EL6] the line of a reveal counts paper boards that were marked before it', () => {
	const show = mixed().present().open().timeUp();
	show.do({ type: 'markBoards', q: show.turn.q, wrong: [1] }).reveal({ right: [3], wrong: [4] });
	expect(reveal(show)).toMatchObject({ right: 2, out: 2, left: 2, marking: 0 });
});

it('[CO7] and says when they are still to be marked', () => {
	expect(reveal(mixed().play({ right: [3], wrong: [4] }))).toMatchObject({ out: 0, left: 4, marking: 1 });
});
