import type { Hello, Me, PhoneView, Review } from '$lib/protocol/phone';
import { code, Hall, type Room } from './hall';
import { shownQuestions, type ShownQuestionName } from './questions';

/** What the server has told a phone: who it is, and what it shows. */
export interface PhoneState {
	hello: Hello;
	view: PhoneView;
	/** Null: nobody has taken a seat with it. */
	me: Me | null;
}

/** Whose phone is looked at. */
const mine = 27;

const hall = (room: Room = {}) => new Hall({ stays: mine, ...room });
const asking = (name: ShownQuestionName, room: Room = {}) =>
	hall({ question: shownQuestions[name], ...room }).begun();
const open = (name: ShownQuestionName, room?: Room) => asking(name, room).presented().opened();
const right = (sbd: number) => sbd !== mine;

function state(here: Hall, { sbd = mine as number | null, answer = null as string | null } = {}): PhoneState {
	return {
		hello: {
			code,
			title: here.stage().title,
			organizer: here.stage().organizer,
			registration: 'mixed',
			seats: true,
			barred: null,
			audience: false,
			named: true,
			units: here.units,
			rehearsal: false,
			signals: false,
			formulas: false,
			keepDays: 90,
			seated: sbd !== null
		},
		view: here.phone(sbd),
		me: sbd === null ? null : here.me(sbd, answer)
	};
}

const joining = (hello: Partial<Hello> = {}): PhoneState => {
	const guest = state(hall().seated(26), { sbd: null });
	return { ...guest, hello: { ...guest.hello, ...hello } };
};
/** Leaves with the sixth question, and looks on at the seventh. */
const out = () => {
	const here = hall({ question: shownQuestions.usual }).seated();
	here.show.do({ type: 'start' });
	for (let i = 1; i < 6; i++) here.played(() => true);
	return here.played((sbd) => sbd !== mine);
};
const atBell = () =>
	hall({ rules: { bell: { atOnce: true, topicChoice: false } } })
		.begun()
		.until(1)
		.presented();
const finished = () =>
	atBell()
		.opened()
		.closed()
		.revealed(() => true)
		.finished();

/** Every state of the phone, and what makes it hard to draw, by name. */
export const phoneStates = {
	'join-name': () => joining(),
	'join-card-or-pin': () => joining({ registration: 'roster' }),
	'join-audience': () => joining({ audience: true }),
	'join-long': () => joining({ title: 'Cuộc thi Rung chuông vàng tìm hiểu Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng', organizer: 'Ban Thường vụ Tỉnh đoàn Kon Tum' }), // prettier-ignore
	waiting: () => state(hall().seated(64)),
	'waiting-between': () => state(hall().seated().started()),
	'join-late': () => joining({ barred: 'join/too_late' }),
	read: () => state(asking('usual').presented()),
	'read-on-stage': () => state(asking('usual', { rules: { phonesReadAlong: false } }).presented()),
	open: () => state(open('usual')),
	recorded: () => state(open('usual'), { answer: 'C' }),
	'open-short': () => state(open('short')),
	'open-long': () => state(open('long')),
	'open-true-false': () => state(open('trueFalse')),
	'open-multiple': () => state(open('multiple'), { answer: 'AC' }),
	'open-ordering': () => state(open('ordering'), { answer: 'BCAD' }),
	'open-typed': () => state(open('typed'), { answer: 'cách mạng' }),
	'open-number': () => state(open('number')),
	'open-formula': () => state(open('formula')),
	'open-picture': () => state(open('picture')),
	'open-sound': () => state(open('sound')),
	'open-lives': () => state(open('usual', { round: { elimination: 'lives', lives: 3 } })),
	paused: () => state(open('usual').paused(), { answer: 'C' }),
	'time-up': () => state(asking('usual').presented().opened(-5), { answer: 'C' }),
	'time-up-unanswered': () => state(asking('usual').presented().opened(-5)),
	right: () =>
		state(
			asking('usual').played(() => true),
			{ answer: 'C' }
		),
	wrong: () => state(asking('usual').played(right), { answer: 'A' }),
	unanswered: () => state(asking('usual').presented().opened(0).closed().revealed(() => true, [mine])), // prettier-ignore
	'right-long': () =>
		state(
			asking('long').played(() => true),
			{ answer: 'A' }
		),
	'right-ordering': () =>
		state(
			asking('ordering').played(() => true),
			{ answer: 'BCAD' }
		),
	'right-picture': () =>
		state(
			asking('pictured').played(() => true),
			{ answer: 'A' }
		),
	out: () => state(out().presented()),
	'out-along': () => state(out().presented().opened()),
	rescued: () => state(out().rescuedOne(mine)),
	'bell-read': () => state(atBell()),
	'bell-open': () => state(atBell().opened()),
	'bell-rung': () => state(atBell().opened().closed().revealed(() => true), { answer: 'A' }), // prettier-ignore
	'bell-missed': () => state(atBell().opened().closed().revealed(() => false), { answer: 'B' }), // prettier-ignore
	finished: () => state(finished()),
	'finished-without-seat': () => state(finished(), { sbd: null })
} satisfies Record<string, () => PhoneState>;
export type PhoneStateName = keyof typeof phoneStates;

/** What the phone may read again after the end. */
export const review = (): Review => finished().review(mine);
