import { describe, expect, it } from 'vitest';
import { presets } from '$lib/contest/presets';
import { rulesFromForm } from './rules-form';

const { rules } = presets.school100;
function form(fields: [string, string][]): FormData {
	const data = new FormData();
	for (const [name, value] of fields) data.append(name, value);
	return data;
}

describe('the form of the rules', () => {
	it('keeps what was not sent, because it does not matter under the other rules', () => {
		expect(rulesFromForm(rules, form([]))).toEqual({ ok: true, value: rules });
	});

	it('reads every kind of field', () => {
		const read = rulesFromForm(
			rules,
			form([
				['registration', 'open'],
				['capacity', '250'],
				['graceSeconds', '1,5'],
				['firstChoiceLocks', 'off'],
				['firstChoiceLocks', 'on'],
				['rescue.floorEmpty', 'off'],
				['rescue.afterQuestions', ' 15; 5, 10 và 5'],
				['rescue.atMost', ''],
				['boards', 'mixed'],
				['lateUntil', '4'],
				['shuffleOptions', 'off'],
				['shuffleOptions', 'on'],
				['disconnected', 'judges'],
				['signals', 'off'],
				['signals', 'on'],
				['audience.eliminatedPlay', 'off'],
				['audience.lifeline', 'on'],
				['bell.topicChoice', 'off'],
				['ties.left', 'share']
			])
		);
		expect(read).toEqual({
			ok: true,
			value: {
				...rules,
				registration: 'open',
				capacity: 250,
				graceSeconds: 1.5,
				firstChoiceLocks: true,
				boards: 'mixed',
				lateUntil: 4,
				shuffleOptions: true,
				disconnected: 'judges',
				signals: true,
				audience: { joins: false, eliminatedPlay: false, lifeline: true },
				rescue: { ...rules.rescue, floorEmpty: false, afterQuestions: [5, 10, 15], atMost: null },
				bell: { ...rules.bell, topicChoice: false },
				ties: { ...rules.ties, left: 'share' }
			}
		});
	});

	it.each([
		['capacity', '0'],
		['capacity', ''],
		['capacity', 'nhiều'],
		['graceSeconds', '11'],
		['readingSeconds', '2.5'],
		['registration', 'secret'],
		['boards', 'slate'],
		['lateUntil', '0'],
		['rescue.limit', '-1'],
		['rescue.atMostPercent', '101'],
		['rescue.afterQuestions', '0'],
		['rescue.afterQuestions', 'mười, 25'],
		['rescue.afterQuestions', '10-15'],
		['ties.stays', '']
	])('says which field can’t be used: %s = %j', (field, value) => {
		const read = rulesFromForm(rules, form([[field, value]]));
		expect(read.ok ? [] : Object.keys(read.errors)).toEqual([field]);
	});

	it('says what a list of questions looks like', () => {
		const read = rulesFromForm(rules, form([['rescue.afterQuestions', 'mười, 25']]));
		expect(read.ok ? '' : read.errors['rescue.afterQuestions']).toContain('10, 15');
	});
});
