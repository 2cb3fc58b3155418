import { describe, expect, it } from 'vitest';
import { presetNames, presets } from '../presets';
import type { ContestQuestion } from '../state';
import { prepared, Show } from './given';
import { leadToTheEnd } from './wild';

/** A preset with 100 contestants, ten questions in each of its rounds, and some of every other kind. */
function contest(name: (typeof presetNames)[number]): Show {
	const { rules, rounds } = presets[name];
	const main = rounds.length * 10;
	const plan = prepared({ questions: { main, spare: 3, rescue: 3, tiebreak: 3, bell: 3 } });
	const questions = plan.questions.map((q): ContestQuestion => {
		return q.kind === 'main' ? { ...q, round: Math.floor((q.no - 1) / 10) } : q;
	});
	const sbds = Array.from({ length: 100 }, (_, i) => i + 1);
	return new Show()
		.do({ type: 'prepare', prepared: { ...plan, rules, rounds, questions } })
		.do({ type: 'register', contestants: sbds.map((sbd) => ({ sbd, unit: `Lớp ${sbd % 7}` })) })
		.do({ type: 'checkIn', sbds });
}

describe.each(presetNames)('the preset %s', (name) => {
	it.each(['a', 'b', 'c', 'd', 'e'])('comes to an end with a ranking (%s)', (salt) => {
		const show = contest(name);
		expect(leadToTheEnd(show, salt)).toBe(true);
		expect(show.contest.ranking).toHaveLength(100);
		expect(show.contest.rescues.length).toBeLessThanOrEqual(presets[name].rules.rescue.limit);
		// With paper boards nobody is marked wrong here, so there is nobody to rescue.
		const { rescue, boards } = presets[name].rules;
		expect(show.contest.rescues.length > 0).toBe(rescue.limit > 0 && boards === 'phones');
	});
});
