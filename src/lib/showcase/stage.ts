import type { Scene } from '$lib/contest/state';
import type { StageView } from '$lib/protocol/stage';
import { Hall, type Room } from './hall';
import { shownQuestions, type ShownQuestionName } from './questions';

const hall = (room?: Room) => new Hall(room);
const asking = (name: ShownQuestionName, room: Room = {}) =>
	hall({ question: shownQuestions[name], ...room }).begun();
const presented = (name: ShownQuestionName) => asking(name).presented();
const open = (name: ShownQuestionName) => presented(name).opened();
const reveal = (name: ShownQuestionName, room?: Room) => asking(name, room).played();
const called = (here: Hall, scene: Scene) => here.call(scene);
/** One is left, who may choose what the bell question is about. */
const alone = () =>
	hall({ rules: { bell: { atOnce: true, topicChoice: true } } })
		.begun()
		.until(1);
const finished = (room?: Room) => hall(room).begun().until(3).finished();
const longName = 'Cuộc thi Rung chuông vàng tìm hiểu Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng, chào mừng kỷ niệm 90 năm Ngày thành lập Đoàn TNCS Hồ Chí Minh'; // prettier-ignore
const longBody = 'Ban Thường vụ Tỉnh đoàn Kon Tum phối hợp Sở Giáo dục và Đào tạo';

const sponsors = ['Vietcombank', 'Viettel', 'VNPT', 'Agribank', 'Mobifone'].map((n) => `/look/1/${n}`);

/** Every scene of the stage, and what makes it hard to draw, by name. */
export const stageScenes = {
	'join-empty': () => hall().stage(),
	'join-half': () => hall().seated(47).stage(),
	'join-long': () => hall({ title: longName, organizer: longBody }).seated(100).stage(),
	'join-boards': () => hall({ rules: { boards: 'paper', registration: 'roster', lateJoin: 'never', audience: { joins: false, eliminatedPlay: false, lifeline: false } } }).stage(), // prettier-ignore
	'floor-before': () => called(hall().seated(64), 'floor').stage(),
	floor: () => called(asking('usual'), 'floor').stage(),
	'floor-lives': () => called(asking('usual', { round: { elimination: 'lives', lives: 3 } }), 'floor').stage(), // prettier-ignore
	'question-read': () => presented('usual').stage(),
	'question-sealed': () =>
		asking('usual', { rules: { sealedStart: true } })
			.presented()
			.stage(),
	'question-open': () => open('usual').stage(),
	'question-short': () => open('short').stage(),
	'question-long': () => open('long').stage(),
	'question-last-seconds': () => presented('usual').opened(4).stage(),
	'question-paused': () => open('usual').paused().stage(),
	'question-closed': () => open('usual').closed().stage(),
	'question-true-false': () => open('trueFalse').stage(),
	'question-multiple': () => open('multiple').stage(),
	'question-ordering': () => open('ordering').stage(),
	'question-typed': () => open('typed').stage(),
	'question-formula': () => open('formula').stage(),
	'question-picture': () => open('picture').stage(),
	'question-banner': () => open('banner').stage(),
	'question-sound': () => open('sound').stage(),
	'reveal-some-leave': () => reveal('usual').stage(),
	'reveal-nobody-leaves': () =>
		asking('trueFalse')
			.played(() => true)
			.stage(),
	'reveal-everybody-failed': () => asking('usual', { rules: { everyoneFails: 'stay' } }).played(() => false).stage(), // prettier-ignore
	'reveal-long': () => reveal('long').stage(),
	'reveal-multiple': () => reveal('multiple').stage(),
	'reveal-ordering': () => reveal('ordering').stage(),
	'reveal-typed': () => reveal('typed').stage(),
	'reveal-number': () => reveal('number').stage(),
	'reveal-formula': () => reveal('formula').stage(),
	'reveal-picture': () => reveal('picture').stage(),
	'reveal-explained-by-picture': () => reveal('pictured').stage(),
	'reveal-lives': () => reveal('usual', { round: { elimination: 'lives', lives: 3 } }).stage(),
	rescue: () => reveal('usual').rescued(9).stage(),
	'rescue-many': () => asking('usual').until(20).rescued(60).stage(),
	pairs: () =>
		hall({ round: { elimination: 'pairs' } })
			.begun()
			.paired()
			.stage(),
	'last-topics': () => called(alone(), 'last').stage(),
	'last-one': () => called(hall({ rules: { bell: { atOnce: true, topicChoice: false } } }).begun().until(1), 'last').stage(), // prettier-ignore
	'bell-question': () => atBell().opened(21).stage(),
	'bell-rung': () => atBell().opened().closed().revealed(() => true).stage(), // prettier-ignore
	'bell-missed': () => atBell().opened().closed().revealed(() => false).stage(), // prettier-ignore
	'standings-before': () => called(asking('usual'), 'standings').stage(),
	standings: () => finished().stage(),
	units: () => called(finished(), 'units').stage(),
	awards: () => called(finished(), 'awards').stage(),
	audience: () => called(asking('usual'), 'audience').stage(),
	sponsors: () => called(asking('usual', { look: { sponsors } }), 'sponsors').stage(),
	blank: () => called(asking('usual'), 'blank').stage(),
	'blank-look': () => called(hall({ look: { logo: '/look/1/logo', background: '/look/1/background' } }), 'blank').stage(), // prettier-ignore
	'join-look': () => hall({ look: { logo: '/look/1/logo', background: '/look/1/background' } }).seated(12).stage(), // prettier-ignore
	'blank-long': () => called(hall({ title: longName, organizer: longBody }), 'blank').stage()
} satisfies Record<string, () => StageView>;
export type StageSceneName = keyof typeof stageScenes;

/** How the floor looks with so many contestants, and what a reveal does to it. */
export const floorSizes = [10, 100, 500, 2000, 10_000] as const;
export const stageOf = (contestants: number): Record<'floor' | 'reveal', () => StageView> => ({
	floor: () => called(hall({ contestants }).begun(), 'floor').stage(),
	reveal: () => hall({ contestants }).begun().played().stage()
});

/** Presents the first of the bell questions that may be chosen. */
function atBell(): Hall {
	const here = alone();
	const { next } = here.show;
	return here.presented(next.step === 'chooseTopic' ? next.qs[0] : undefined);
}
