import { bellPlayer } from './course';
import { preparedOf, type Contest, type Contestant, type Rank } from './state';

/**
 * The ranking as of now, by BE4 and, for those still level at the end, by the option of BE3. Who played for the bell
 * comes first, rung or not (BE2). Who never played has no rank.
 */
export function rank(contest: Contest): Rank[] {
	const shared = preparedOf(contest).rules.ties.left === 'share';
	const best = bellPlayer(contest);
	const order = (a: Contestant, b: Contestant): number => {
		const bell = Number(b.sbd === best) - Number(a.sbd === best);
		const far = b.survived - a.survived;
		if (bell || far) return bell || far;
		if (shared) {
			// Those left come before the others of their turn: else two who share could have a third between them.
			const left = Number(b.status === 'in') - Number(a.status === 'in');
			if (left || a.status === 'in') return left;
		}
		return b.correct - a.correct || a.timeMs - b.timeMs;
	};
	const players = [...contest.contestants.values()]
		.filter((c) => c.status === 'in' || c.status === 'out')
		.sort((a, b) => order(a, b) || a.sbd - b.sbd);
	const ranks: Rank[] = [];
	players.forEach((c, i) => {
		const before = players[i - 1];
		const level = before !== undefined && order(before, c) === 0;
		const place = level ? (ranks[i - 1]?.rank ?? 1) : i + 1;
		ranks.push({ sbd: c.sbd, rank: place, survived: c.survived, correct: c.correct, timeMs: c.timeMs });
	});
	return ranks;
}
