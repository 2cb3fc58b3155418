import { describe, expect, it } from 'vitest';
import { presetNames, presets } from '../presets';
import type { ContestQuestion } from '../state';
import { prepared } from './given';
import { leadToTheEnd, WildShow } from './lead';

/** A preset with 100 contestants, ten questions in each of its rounds, and some of every other kind. */
function contest(name: (typeof presetNames)[number], salt: string): WildShow {
	const { rules, rounds } = presets[name];
	const main = rounds.length * 10;
	const plan = prepared({ questions: { main, spare: 3, rescue: 3, tiebreak: 3, bell: 3 } });
	const questions = plan.questions.map((q): ContestQuestion => {
		return q.kind === 'main' ? { ...q, round: Math.floor((q.no - 1) / 10) } : q;
	});
	const sbds = Array.from({ length: 100 }, (_, i) => i + 1);
	const show = new WildShow(salt);
	show
		.do({ type: 'prepare', prepared: { ...plan, rules, rounds, questions } })
		.do({ type: 'register', contestants: sbds.map((sbd) => ({ sbd, unit: `Lớp ${sbd % 7}` })) })
		.do({ type: 'checkIn', sbds });
	return show;
}

describe.each(presetNames)('the preset %s', (name) => {
	it.each(['a', 'b', 'c', 'd', 'e'])('comes to an end with a ranking (%s)', (salt) => {
		const show = contest(name, salt);
		expect(leadToTheEnd(show)).toBe(true);
		expect(show.contest.ranking).toHaveLength(100);
		expect(show.contest.rescues.length).toBeLessThanOrEqual(presets[name].rules.rescue.limit);
		expect(show.contest.rescues.length > 0).toBe(presets[name].rules.rescue.limit > 0);
	});
});
