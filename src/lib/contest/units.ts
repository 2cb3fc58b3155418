import { preparedOf, type Contest } from './state';

/** How a unit has done (BE5). */
export interface UnitRank {
	unit: string;
	/** Equal ranks are shared: 1, 2, 2, 4. */
	rank: number;
	/** Of its contestants who came on the floor. */
	contestants: number;
	/** Still on it. */
	survivors: number;
	/** Questions that its contestants survived, together. */
	passed: number;
}

/** What is one unit, however its people have typed its name. */
function unitKey(unit: string): string {
	return unit.normalize('NFC').toLocaleLowerCase('vi').replace(/\s+/g, ' ').trim();
}

/** Units by survivors, then by questions survived in total; per head of those who played, by option (BE5). */
export function rankUnits(contest: Contest): UnitRank[] {
	const perHead = preparedOf(contest).rules.unitsPerHead;
	const units = new Map<string, Omit<UnitRank, 'rank'>>();
	for (const c of contest.contestants.values()) {
		if ((c.status !== 'in' && c.status !== 'out') || c.unit === '') continue;
		const key = unitKey(c.unit);
		const so = units.get(key) ?? { unit: c.unit, contestants: 0, survivors: 0, passed: 0 };
		units.set(key, {
			unit: so.unit,
			contestants: so.contestants + 1,
			survivors: so.survivors + (c.status === 'in' ? 1 : 0),
			passed: so.passed + c.passed
		});
	}
	// Fractions are compared crosswise, so that no rounding makes or breaks a tie.
	const heads = (u: Omit<UnitRank, 'rank'>) => (perHead ? u.contestants : 1);
	const order = (a: Omit<UnitRank, 'rank'>, b: Omit<UnitRank, 'rank'>) =>
		b.survivors * heads(a) - a.survivors * heads(b) || b.passed * heads(a) - a.passed * heads(b);
	const sorted = [...units.values()].sort((a, b) => order(a, b) || (a.unit < b.unit ? -1 : 1));
	const ranks: UnitRank[] = [];
	sorted.forEach((unit, i) => {
		const before = ranks[i - 1];
		const level = before !== undefined && order(before, unit) === 0;
		ranks.push({ ...unit, rank: level ? before.rank : i + 1 });
	});
	return ranks;
}
