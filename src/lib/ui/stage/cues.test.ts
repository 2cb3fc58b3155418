import { describe, expect, it } from 'vitest';
import type { StageView } from '$lib/protocol/stage';
import { countdownCues, cues } from './cues';
import { sampleView } from './sample';

type State = NonNullable<StageView['question']>['state'];

function view(scene: StageView['scene'], change: Partial<StageView> = {}): StageView {
	return { ...sampleView(null, null), scene, ...change };
}

const question = (state: State, q = 1): Partial<StageView> => ({
	question: {
		q,
		kind: 'main',
		ordinal: q,
		of: 20,
		topic: '',
		type: 'single',
		text: '?',
		options: ['a', 'b'],
		media: [],
		limitMs: 20_000,
		state,
		opensAt: 0,
		closesAt: 100_000,
		leftMs: 0,
		early: false,
		boards: 0
	}
});

const reveal = (out: number): Partial<StageView> => ({
	...question('revealed'),
	reveal: {
		key: 'A',
		keyText: 'a',
		media: [],
		explanation: '',
		source: '',
		judged: 3,
		right: 3 - out,
		counts: [3 - out, out],
		none: 0,
		boards: { right: 0, wrong: 0 },
		out,
		left: 3 - out,
		everyoneFailed: null
	}
});

describe('cues', () => {
	it('says nothing when the stage is opened or loaded again in the middle', () => {
		expect(cues(null, view('reveal', reveal(2)))).toEqual([]);
		expect(cues(null, view('bell', { bellRung: true }))).toEqual([]);
	});

	it('opens with a sound, but not again after a pause or a longer time', () => {
		expect(cues(view('question', question('presented')), view('question', question('open')))).toEqual([
			'open'
		]);
		expect(cues(view('question', question('paused')), view('question', question('open')))).toEqual([]);
		expect(cues(view('question', question('open')), view('question', question('open')))).toEqual([]);
		expect(cues(view('reveal', reveal(0)), view('question', question('open', 2)))).toEqual(['open']);
	});

	it('says when the time is up, once', () => {
		expect(cues(view('question', question('open')), view('question', question('closed')))).toEqual([
			'timeUp'
		]);
		expect(cues(view('question', question('closed')), view('question', question('closed')))).toEqual([]);
	});

	it('reveals once, and falls only when somebody leaves', () => {
		expect(cues(view('question', question('closed')), view('reveal', reveal(2)))).toEqual(['reveal', 'fall']);
		expect(cues(view('question', question('closed')), view('reveal', reveal(0)))).toEqual(['reveal']);
		expect(cues(view('reveal', reveal(2)), view('floor', reveal(2)))).toEqual([]);
	});

	it('[CO7] shows the key first, and lets them fall when the paper boards have been marked', () => {
		const marking = view('reveal', { ...reveal(0), ...question('marking') });
		expect(cues(view('question', question('closed')), marking)).toEqual(['reveal']);
		expect(cues(marking, view('reveal', reveal(2)))).toEqual(['fall']);
	});

	it('[EL2] lets those fall who leave at the end of a round', () => {
		expect(cues(view('reveal', reveal(0)), view('cut', reveal(0)))).toEqual(['fall']);
		expect(cues(view('cut', reveal(0)), view('cut', reveal(0)))).toEqual([]);
	});

	it('opens again when time is given after the close', () => {
		expect(cues(view('question', question('closed')), view('question', question('open')))).toEqual(['open']);
	});

	it('rings the bell instead of everything else, once', () => {
		const rung = view('bell', { ...reveal(0), bellRung: true });
		expect(cues(view('question', question('closed')), rung)).toEqual(['bell']);
		expect(cues(rung, view('bell', { bellRung: true, phase: 'finished' }))).toEqual([]);
	});

	it('greets those who come back', () => {
		expect(cues(view('reveal', reveal(1)), view('rescue'))).toEqual(['rescue']);
	});
});

describe('countdownCues', () => {
	it('ticks in each of the last five seconds, then says that the time is up', () => {
		expect(countdownCues(view('question', question('open')), 90_000)).toEqual([
			{ cue: 'tick', inMs: 5_000 },
			{ cue: 'tick', inMs: 6_000 },
			{ cue: 'tick', inMs: 7_000 },
			{ cue: 'tick', inMs: 8_000 },
			{ cue: 'tick', inMs: 9_000 },
			{ cue: 'timeUp', inMs: 10_000 }
		]);
	});

	it('leaves out what is over already, and is silent unless open', () => {
		expect(countdownCues(view('question', question('open')), 97_500).map((c) => c.inMs)).toEqual([
			500, 1_500, 2_500
		]);
		expect(countdownCues(view('question', question('open')), 100_001)).toEqual([]);
		expect(countdownCues(view('question', question('paused')), 90_000)).toEqual([]);
		expect(countdownCues(view('floor'), 90_000)).toEqual([]);
	});
});
