import { expect, it } from 'vitest';
import type { Command } from '../commands';
import { given, plainRules } from './given';

const seen = { back: [], off: [] };

/** Every act by which staff depart from what the rules come to by themselves, without its reason. */
const overrides: Command[] = [
	{ type: 'void', reason: '' },
	{ type: 'correct', turn: 1, change: { kind: 'void' }, reason: '', sendOff: false, seen, answers: [] },
	{ type: 'setStatus', sbd: 1, to: 'disqualified', reason: '' },
	{ type: 'setStatus', sbd: 1, to: 'withdrawn', reason: '' },
	{ type: 'setStatus', sbd: 1, to: 'eliminated', reason: '' },
	{ type: 'setStatus', sbd: 2, to: 'reinstated', reason: '' },
	{ type: 'changeRules', rules: plainRules, reason: '' },
	{ type: 'answerAppeal', no: 1, upheld: true, reason: '' },
	{ type: 'setAward', sbd: 1, award: null, reason: '' }
];

it.each(overrides)(
	'[JU1] $type without a reason is refused, blanks are none; with one it is not for that',
	(command) => {
		const show = given().play({ right: [1], wrong: [2] });
		if (command.type === 'void') show.present();
		if (command.type === 'setAward') show.finish();
		expect(show.refusal(command)).toBe('reason/missing');
		expect(show.refusal({ ...command, reason: ' \n' } as Command)).toBe('reason/missing');
		expect(show.refusal({ ...command, reason: 'Có lý do' } as Command)).not.toBe('reason/missing');
	}
);

it('[CO3] to let somebody in from the reserve is no verdict, and needs no reason', () => {
	const show = given({ waiting: true }).do({
		type: 'register',
		contestants: [{ sbd: 99, unit: '', reserve: true }]
	});
	expect(show.refusal({ type: 'setStatus', sbd: 99, to: 'admitted', reason: '' })).toBeNull();
});
