import { plainRound, type Award, type Round, type Rules } from './rules';
import type { Setup } from './setup';

export const presetNames = ['school100', 'onlineProvince'] as const;
export type PresetName = (typeof presetNames)[number];

const round = (name: string, elimination: Round['elimination'], seconds: number): Round => ({
	...plainRound,
	name,
	elimination,
	seconds
});

/** Giải nhất, nhì, ba, khuyến khích, as most contests of the field give them. */
const usualAwards: Award[] = [
	{ name: 'Giải Nhất', count: 1 },
	{ name: 'Giải Nhì', count: 2 },
	{ name: 'Giải Ba', count: 3 },
	{ name: 'Giải Khuyến khích', count: 5 }
];

/** What all have in common that say nothing else. */
const usual: Pick<
	Rules,
	| 'boards'
	| 'lateJoin'
	| 'lateUntil'
	| 'firstChoiceLocks'
	| 'shuffleOptions'
	| 'sealedStart'
	| 'disconnected'
	| 'audience'
	| 'unitsPerHead'
> = {
	boards: 'phones',
	lateJoin: 'first_close',
	lateUntil: 3,
	firstChoiceLocks: false,
	shuffleOptions: false,
	sealedStart: false,
	disconnected: 'wrong',
	audience: { joins: false, eliminatedPlay: true, lifeline: false },
	unitsPerHead: false
};

/** Rule sets of the field as data: a draft with everything but questions, units and names filled in. */
export const presets: Record<PresetName, Setup> = {
	/** Trường học 100 chỗ: a hall, a roster, knock-out from question 1, one rescue by the teachers' quota. */
	school100: {
		organizer: '',
		units: [],
		rules: {
			...usual,
			registration: 'mixed',
			capacity: 100,
			graceSeconds: 1,
			phonesReadAlong: false,
			readingSeconds: 0,
			everyoneFails: 'rescue',
			rescue: {
				limit: 2,
				afterQuestions: [10],
				atMost: 10,
				atMostPercent: null,
				floorEmpty: true,
				size: 'quota',
				fastest: null,
				quota: 30,
				quotaIsPercent: false,
				choice: 'recent'
			},
			bell: { atOnce: false, topicChoice: true },
			ties: { stays: 'all_right', left: 'ranking' }
		},
		rounds: [round('Chinh phục', 'knockout', 15)],
		extraSeconds: 20,
		questions: [],
		awards: usualAwards
	},
	/** Trực tuyến toàn tỉnh: thousands at home, open registration, a warm-up, the question read on the phone. */
	onlineProvince: {
		organizer: '',
		units: [],
		rules: {
			...usual,
			registration: 'open',
			capacity: 20000,
			graceSeconds: 2,
			phonesReadAlong: true,
			readingSeconds: 3,
			everyoneFails: 'void',
			rescue: {
				limit: 1,
				afterQuestions: [],
				atMost: null,
				atMostPercent: 10,
				floorEmpty: true,
				size: 'question',
				fastest: null,
				quota: 20,
				quotaIsPercent: true,
				choice: 'random'
			},
			bell: { atOnce: true, topicChoice: false },
			ties: { stays: 'fastest', left: 'ranking' }
		},
		rounds: [round('Khởi động', 'warmup', 20), round('Chinh phục', 'knockout', 20)],
		extraSeconds: 20,
		questions: [],
		awards: usualAwards
	}
};
