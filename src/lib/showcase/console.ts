import type { HostLive, HostView, People } from '$lib/protocol/host';
import type { StageView } from '$lib/protocol/stage';
import { Hall, type Room } from './hall';
import { shownQuestions, type ShownQuestionName } from './questions';

/** What the server has told a console, and what it has told the stage that the console shows. */
export interface ConsoleState {
	view: HostView;
	live: HostLive;
	people: People;
	stage: StageView;
}

const quiet: HostLive = {
	answered: 0,
	asked: 0,
	counts: {},
	audience: 0,
	groups: [],
	connected: 100,
	offline: [],
	stages: [{ width: 1920, height: 1080, ratio: 1, sound: 'on', fullscreen: true }]
};
const hall = (room?: Room) => new Hall(room);
const asking = (name: ShownQuestionName, room: Room = {}) =>
	hall({ question: shownQuestions[name], ...room }).begun();

function state(here: Hall, live: Partial<HostLive> = {}): ConsoleState {
	return {
		view: here.console(),
		live: { ...quiet, ...live },
		people: { all: true, people: here.people() },
		stage: here.stage()
	};
}

const answering: Partial<HostLive> = { answered: 21, asked: 32, counts: { A: 3, B: 2, C: 14, D: 2 } };
const offline: Partial<HostLive> = { ...answering, connected: 96, offline: [4, 17, 45, 83] };
const typed: Partial<HostLive> = {
	answered: 30,
	asked: 32,
	groups: [
		{ form: 'cách mạng', sample: 'cách mạng', count: 21, verdict: 'right' },
		{ form: 'cach mang', sample: 'cach mang', count: 6, verdict: 'nearly' },
		{ form: 'con đường cách mạng', sample: 'con đường cách mạng', count: 3, verdict: 'wrong' }
	]
};
const rescue = (room: Room['rules']) => asking('usual', { rules: room }).played();
const boards: Room['rules'] = { boards: 'mixed' };

/** Every state of the console, by name. */
export const consoleStates = {
	lobby: () => state(hall().seated(64), { connected: 64 }),
	started: () => state(hall().seated().started()),
	read: () => state(asking('usual').presented()),
	'read-long': () => state(asking('long').presented()),
	open: () => state(asking('usual').presented().opened(), answering),
	'open-offline': () => state(asking('usual').presented().opened(), offline),
	'open-picture': () => state(asking('picture').presented().opened(), answering),
	interrupted: () => state(asking('usual').presented().opened().interrupted({ phones: 41, unavailableMs: 6200, clockMs: 0 }), answering), // prettier-ignore
	'closed-interrupted': () => state(asking('usual').presented().opened().closed().interrupted({ phones: 41, unavailableMs: 0, clockMs: 0 }), answering), // prettier-ignore
	paused: () => state(asking('usual').presented().opened().paused(), answering),
	closed: () => state(asking('usual').presented().opened().closed(), answering),
	'closed-undecided': () => state(asking('typed').presented().opened().closed(), typed),
	'closed-lost-phones': () => state(asking('usual', { rules: { disconnected: 'judges' } }).presented().opened().lost([4, 17]).closed(), offline), // prettier-ignore
	'closed-boards': () => state(asking('usual', { rules: boards }).boards(5).presented().opened().closed(), answering), // prettier-ignore
	revealed: () => state(asking('usual').played()),
	'rescue-proposed': () => state(rescue({ rescue: { afterQuestions: [7] } })),
	rescued: () => state(asking('usual').played().rescued(9)),
	'cut-due': () => state(cutDue()),
	'pairs-due': () => state(hall({ round: { elimination: 'pairs' } }).begun()),
	'topic-choice': () => state(alone(true)),
	'before-the-bell': () => state(alone(false)),
	finished: () => state(hall().begun().until(3).finished())
} satisfies Record<string, () => ConsoleState>;

const alone = (topicChoice: boolean) =>
	hall({ rules: { bell: { atOnce: true, topicChoice } } })
		.begun()
		.until(1);

function cutDue(): Hall {
	const here = hall({ round: { elimination: 'cut', keep: 20, keepIsPercent: false } }).begun();
	while (here.show.next.step === 'present') here.played();
	return here;
}
