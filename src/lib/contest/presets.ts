import type { Setup } from './setup';

export const presetNames = ['school100', 'onlineProvince'] as const;
export type PresetName = (typeof presetNames)[number];

/** Rule sets of the field as data: a draft with everything but questions, units and names filled in. */
export const presets: Record<PresetName, Setup> = {
	/** Trường học 100 chỗ: a hall, a roster, knock-out from question 1, one rescue by the teachers' quota. */
	school100: {
		organizer: '',
		units: [],
		rules: {
			registration: 'mixed',
			capacity: 100,
			lateJoin: 'first_close',
			graceSeconds: 1,
			firstChoiceLocks: false,
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
		rounds: [{ name: 'Chinh phục', elimination: 'knockout', seconds: 15 }],
		extraSeconds: 20,
		questions: []
	},
	/** Trực tuyến toàn tỉnh: thousands at home, open registration, a warm-up, the question read on the phone. */
	onlineProvince: {
		organizer: '',
		units: [],
		rules: {
			registration: 'open',
			capacity: 20000,
			lateJoin: 'first_close',
			graceSeconds: 2,
			firstChoiceLocks: false,
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
		rounds: [
			{ name: 'Khởi động', elimination: 'warmup', seconds: 20 },
			{ name: 'Chinh phục', elimination: 'knockout', seconds: 20 }
		],
		extraSeconds: 20,
		questions: []
	}
};
