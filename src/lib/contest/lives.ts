import { countsAsMain, type Contest, type PlayedTurn } from './state';
import { roundAt } from './verdicts';

/** What a round of lives has cost a contestant. */
export interface Lost {
	misses: number;
	/** The turn at which the last life went, if she has not been brought back since. */
	outAt: number | null;
}

type Line = Pick<PlayedTurn, 'right' | 'excused' | 'everyoneFailed' | 'corrected'>;

/** Whose life a question takes (EL2); where everyone is forgiven, nobody's (EL5). */
export function missedBy({ right, excused, everyoneFailed, corrected }: Line): (sbd: number) => boolean {
	if (corrected === 'void' || everyoneFailed === 'stay' || everyoneFailed === 'void') return () => false;
	const spared = new Set([...right, ...excused]);
	return (sbd) => !spared.has(sbd);
}

/** The lives lost in a round, counted from its history; who is rescued comes back with one life (EL2). */
export function livesLost(contest: Contest, played: readonly PlayedTurn[], round: number): Map<number, Lost> {
	const lives = roundAt(contest, round)?.lives ?? Infinity;
	const lost = new Map<number, Lost>();
	for (const t of played) {
		if (t.round === round && countsAsMain(t.kind) && !t.voided)
			for (const sbd of t.here.filter(missedBy(t))) {
				const { misses, outAt } = lost.get(sbd) ?? { misses: 0, outAt: null };
				lost.set(sbd, { misses: misses + 1, outAt: outAt ?? (misses + 1 >= lives ? t.turn : null) });
			}
		for (const { afterTurn, sbds } of contest.rescues)
			for (const sbd of afterTurn === t.turn ? sbds : []) {
				const so = lost.get(sbd);
				if (so) lost.set(sbd, { misses: Math.min(so.misses, lives - 1), outAt: null });
			}
	}
	return lost;
}
