import { plainRound, type Award, type Round, type Rules } from './rules';
import type { Setup } from './setup';

export const presetNames = ['school100', 'youthUnion20', 'paper100', 'korean50', 'onlineProvince'] as const;
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

/** A hall of 100, knock-out, rescue after question 10 by a number that teachers win. Presets say what they do otherwise. */
const usualRules: Rules = {
	registration: 'mixed',
	names: 'shown',
	capacity: 100,
	boards: 'phones',
	lateJoin: 'first_close',
	lateUntil: 3,
	graceSeconds: 1,
	firstChoiceLocks: false,
	phonesReadAlong: false,
	shuffleOptions: false,
	readingSeconds: 0,
	sealedStart: false,
	disconnected: 'wrong',
	signals: false,
	everyoneFails: 'rescue',
	audience: { joins: false, eliminatedPlay: true, lifeline: false },
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
	ties: { stays: 'all_right', left: 'ranking' },
	unitsPerHead: false
};

const usual: Setup = {
	organizer: '',
	units: [],
	rules: usualRules,
	rounds: [round('Chinh phục', 'knockout', 15)],
	extraSeconds: 20,
	mainQuestions: 20,
	approvedOnly: false,
	questions: [],
	awards: usualAwards
};

/** Nobody plays with a phone: who sits where is known before (CO7). */
const paper: Pick<Rules, 'registration' | 'boards' | 'lateJoin' | 'audience'> = {
	registration: 'roster',
	boards: 'paper',
	lateJoin: 'never',
	audience: { joins: false, eliminatedPlay: false, lifeline: false }
};

/** Rule sets of the field as data: a draft with everything but questions, units and names filled in. */
export const presets: Record<PresetName, Setup> = {
	/** Trường học 100 chỗ: a hall, a roster, knock-out from question 1, rescues by the teachers' quota. */
	school100: usual,

	/** Đoàn thanh niên: 20 questions in two parts, one rescue in the middle and one more if the floor is empty. */
	youthUnion20: {
		...usual,
		rules: {
			...usualRules,
			lateJoin: 'never',
			rescue: { ...usualRules.rescue, atMost: null },
			bell: { atOnce: false, topicChoice: false }
		},
		rounds: [round('Khám phá', 'knockout', 15), round('Về đích', 'knockout', 15)]
	},

	/** Bảng con 100 chỗ: the school's contest without a single phone. */
	paper100: { ...usual, rules: { ...usualRules, ...paper } },

	/** Kiểu Hàn Quốc: 49 questions and the bell as the 50th; everybody comes back once, and the last one chooses a field. */
	korean50: {
		...usual,
		rules: {
			...usualRules,
			...paper,
			rescue: { ...usualRules.rescue, limit: 1, afterQuestions: [20], atMost: 9, size: 'all' }
		},
		mainQuestions: 49,
		awards: [{ name: 'Giải Nhất', count: 1 }]
	},

	/**
	 * Trực tuyến toàn tỉnh: thousands at home, open registration, a warm-up, then three lives instead of rescues. Nobody sees
	 * them, so here alone the judges get signals; in a hall people look, and there is nothing to be told of neighbours (JU6).
	 */
	onlineProvince: {
		...usual,
		rules: {
			...usualRules,
			registration: 'open',
			capacity: 20_000,
			graceSeconds: 2,
			phonesReadAlong: true,
			readingSeconds: 3,
			signals: true,
			everyoneFails: 'stay',
			rescue: { ...usualRules.rescue, limit: 0, size: 'question' },
			bell: { atOnce: true, topicChoice: false },
			ties: { stays: 'fastest', left: 'ranking' }
		},
		rounds: [round('Khởi động', 'warmup', 20), round('Chinh phục', 'lives', 20)]
	}
};
