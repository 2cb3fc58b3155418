import { describe, expect, it } from 'vitest';
import { countdown } from './countdown';

const question = {
	q: 1,
	kind: 'main' as const,
	ordinal: 1,
	of: 20,
	topic: '',
	type: 'single' as const,
	text: '?',
	options: ['a', 'b'],
	media: [],
	limitMs: 20_000,
	state: 'open' as 'presented' | 'open' | 'paused' | 'closed' | 'revealed',
	opensAt: 0,
	closesAt: 100_000,
	leftMs: 0,
	early: false,
	boards: 0
};

describe('countdown', () => {
	it('[PH1] does not run before the question is opened', () => {
		expect(countdown({ ...question, state: 'presented' }, 90_000)).toBeNull();
	});

	it('[PH3] counts to the deadline of the server’s clock, whole seconds rounded up', () => {
		expect(countdown(question, 90_000)).toEqual({ seconds: 10, share: 0.5, urgent: false, over: false });
		expect(countdown(question, 89_999)?.seconds).toBe(11);
		expect(countdown(question, 99_999)).toMatchObject({ seconds: 1, urgent: true, over: false });
	});

	it('is urgent from 5 seconds on', () => {
		expect(countdown(question, 94_999)?.urgent).toBe(false);
		expect(countdown(question, 95_000)?.urgent).toBe(true);
	});

	it('[PH7] says that the time is up at the deadline, before the view says so', () => {
		expect(countdown(question, 100_000)).toEqual({ seconds: 0, share: 0, urgent: false, over: true });
		expect(countdown(question, 103_000)?.over).toBe(true);
	});

	it('[PH7] stands still while paused, also when the old deadline passes', () => {
		const paused = { ...question, state: 'paused' as const, leftMs: 4_000 };
		expect(countdown(paused, 100_500)).toEqual({ seconds: 4, share: 0.2, urgent: false, over: false });
	});

	it('[PH7] is full, not more, when the time was extended over the limit', () => {
		expect(countdown(question, 75_000)).toMatchObject({ seconds: 25, share: 1 });
	});

	it('[PH7] is over when the host closes early', () => {
		expect(countdown({ ...question, state: 'closed' }, 90_000)).toMatchObject({ seconds: 0, over: true });
	});
});
