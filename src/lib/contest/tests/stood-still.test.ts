import { expect, it } from 'vitest';
import { plainRules } from './given';
import { lead, leadToTheEnd } from './lead';

const next = { what: 'next', n: 0, ms: 0 } as const;
const correct = (n: number) => ({ what: 'correct', n, ms: 0 }) as const;

it('[JU1] [RE6] who was brought back by a correction is not brought back by the rescue question, too', () => {
	const show = lead({
		...{ salt: '', contestants: 3, missing: 0, started: false },
		rules: {
			...plainRules,
			...{ registration: 'open', boards: 'mixed', graceSeconds: 1, everyoneFails: 'stay' },
			rescue: { ...plainRules.rescue, limit: 1, atMostPercent: 34, size: 'question', quota: 0 }
		},
		rounds: [
			{
				...{ name: 'Chặng', elimination: 'knockout', seconds: 15, lives: 1, keep: 1 },
				...{ keepIsPercent: false, bothRight: false, questions: 1 }
			}
		],
		extra: { spare: 1, rescue: 1, tiebreak: 0, bell: 0, audience: 0 },
		awards: [],
		// The question that sent them off is struck out while those who may return wait, and then the rescue question is mended.
		steps: [...Array(6).fill(next), correct(743), ...Array(5).fill(next), correct(3214), correct(4960)]
	});
	expect(show.next.step).toBe('confirmReturn');
	expect(leadToTheEnd(show)).toBe(true);
});
