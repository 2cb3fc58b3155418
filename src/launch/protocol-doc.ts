import type { z } from 'zod';
import texts from '../i18n/messages/en/errors.json';
import * as common from '../lib/protocol/common';
import type {
	HostToServer,
	PhoneToServer,
	ServerToHost,
	ServerToPhone,
	ServerToStage,
	StageToServer
} from '../lib/protocol/events';
import * as host from '../lib/protocol/host';
import * as phone from '../lib/protocol/phone';
import * as stage from '../lib/protocol/stage';
import { typesOf } from './protocol-types';

/** An event: the message it carries, the answer it gets, and what it is for. */
interface Event {
	carries?: string;
	answer?: string;
	says: string;
}

interface Namespace {
	name: string;
	who: string;
	auth: string;
	sends: Record<string, Event>;
	receives: Record<string, Event>;
}

const clock: Event = {
	answer: 'ClockReply',
	says: 'Asks for the moment of the database’s clock. Take the fastest of several round trips and count with a clock of your own from there.'
};

const namespaces: Namespace[] = [
	{
		name: '/play',
		who: 'Phones. Anybody with the contest’s code may connect; the token proves a seat.',
		auth: 'PhoneAuth',
		sends: {
			join: {
				carries: 'Join',
				answer: 'JoinAck',
				says: 'Takes a seat. Keep the token: it proves the seat at the next connect.'
			},
			answer: {
				carries: 'Answer',
				answer: 'AnswerAck',
				says: 'One tap, or what has been typed so far. The ack comes after the commit and tells what is on record; without one, send the same again.'
			},
			appeal: {
				carries: 'AppealRequest',
				answer: 'AppealAck',
				says: 'Contests a question whose key has been shown and that judged her. Once for each question.'
			},
			away: {
				carries: 'Away',
				answer: 'AwayAck',
				says: 'Only where `hello` has `signals`: that the page was left while the question on the floor asked her, once she is back. Judges see it, and it decides nothing.'
			},
			review: {
				answer: 'Review',
				says: 'All questions with keys and explanations, once the contest has ended.'
			},
			clock
		} satisfies Record<keyof PhoneToServer, Event>,
		receives: {
			hello: { carries: 'Hello', says: 'After the handshake: what the joining form needs.' },
			me: { carries: 'Me', says: 'Whose phone this is; after a connect with a token.' },
			view: {
				carries: 'PhoneView',
				says: 'What to show, whole. What is null, false, 0, an empty text or an empty list is left out, here and in `question` and `you`. Drop one with a smaller `v` than the last.'
			},
			moved: {
				says: 'The seat was opened on another device. The token is worth nothing now, and the server ends the connection.'
			},
			erased: {
				says: 'Personal data of whoever held the phone were erased. The token is worth nothing now; the phone forgets it, connects again and may join anew.'
			}
		} satisfies Record<keyof ServerToPhone, Event>
	},
	{
		name: '/stage',
		who: 'Projectors. They see what the room sees, so only the contest’s code is asked for.',
		auth: 'StageAuth',
		sends: {
			screen: {
				carries: 'StageScreen',
				says: 'On what it is shown, after the handshake and whenever that changes: for the technician and the host. Nothing depends on it.'
			},
			clock
		} satisfies Record<keyof StageToServer, Event>,
		receives: {
			view: { carries: 'StageView', says: 'What to show, whole.' },
			live: { carries: 'StageLive', says: 'How many have answered, a few times a second while it changes.' }
		} satisfies Record<keyof ServerToStage, Event>
	},
	{
		name: '/host',
		who: 'Consoles. The session in the cookie must be of somebody with a role in the contest. Managers and hosts may do everything, judges what judges do: `rollCall`, `setBoards`, `judgeGroup`, `judgeAbsent`, `markBoards`, `correct`, `setStatus`, `setReserve`, `answerAppeal`, `setAward`, and `decideNames`.',
		auth: 'HostAuth',
		sends: {
			command: {
				carries: 'CommandRequest',
				answer: 'CommandAck',
				says: 'Does a step. Sent again under the same `id` it is done once; with an `expectedVersion` that is behind it is refused as `command/stale`.'
			},
			previewRescue: {
				carries: 'RescuePreview',
				answer: 'RescuePreviewAck',
				says: 'Whom a rescue would bring back. Changes nothing; send list and seed with the command `rescue`.'
			},
			previewCorrection: {
				carries: 'CorrectionPreview',
				answer: 'CorrectionPreviewAck',
				says: 'Who would come and go by another verdict on a played question. Changes nothing; send the two lists as `seen` with the command `correct`.'
			},
			previewBoards: {
				carries: 'BoardsPreview',
				answer: 'BoardsPreviewAck',
				says: 'What marks on the paper boards would do to the floor. Changes nothing.'
			},
			turn: {
				carries: 'TurnRequest',
				answer: 'TurnAck',
				says: 'What was answered to a played question, for the judges’ desk.'
			},
			decideNames: {
				carries: 'NameDecision',
				answer: 'NameDecisionAck',
				says: 'Shows typed names to the room, hides them, or writes another one. No event: names lie outside the log.'
			},
			signals: {
				answer: 'SignalsAck',
				says: 'Signs of unfairness that judges may want to look at, in a contest whose rules have them. Never a verdict.'
			},
			clock
		} satisfies Record<keyof HostToServer, Event>,
		receives: {
			view: { carries: 'HostView', says: 'Everything that the host sees, keys included, whole.' },
			people: {
				carries: 'People',
				says: 'Names by SBD: all after the handshake, then those that are new or changed.'
			},
			names: {
				carries: 'TypedNames',
				says: 'The typed names that the room does not see: after the handshake, and when they change.'
			},
			live: { carries: 'HostLive', says: 'Numbers that move by themselves, a few times a second.' }
		} satisfies Record<keyof ServerToHost, Event>
	}
];

const types = typesOf({
	Person: common.person,
	Placed: common.placed,
	Status: common.status,
	QuestionView: common.questionView,
	RevealView: common.revealView,
	Refused: common.refusal,
	ClockReply: common.clockReply,
	PhoneAuth: phone.phoneAuth,
	Join: phone.join,
	JoinAck: phone.joinAck,
	Answer: phone.answer,
	AnswerAck: phone.answerAck,
	AppealRequest: phone.appeal,
	AppealAck: phone.appealAck,
	Away: phone.away,
	AwayAck: phone.awayAck,
	Recorded: phone.recorded,
	Hello: phone.hello,
	Me: phone.me,
	You: phone.you,
	PhoneView: phone.phoneView,
	Review: phone.review,
	StageAuth: stage.stageAuth,
	StageScreen: stage.stageScreen,
	Floor: stage.floor,
	SceneName: stage.sceneName,
	StageView: stage.stageView,
	StageLive: stage.stageLive,
	HostAuth: host.hostAuth,
	Change: host.change,
	HostCommand: host.hostCommand,
	CommandRequest: host.commandRequest,
	CommandAck: host.commandAck,
	RescuePreview: host.rescuePreview,
	RescuePreviewAck: host.rescuePreviewAck,
	CorrectionPreview: host.correctionPreview,
	CorrectionPreviewAck: host.correctionPreviewAck,
	BoardsPreview: host.boardsPreview,
	BoardsPreviewAck: host.boardsPreviewAck,
	AnswerGroup: host.answerGroup,
	TurnRequest: host.turnRequest,
	PlayedTurn: host.playedTurn,
	TurnAck: host.turnAck,
	HostQuestion: host.hostQuestion,
	Signal: host.signal,
	SignalsAck: host.signalsAck,
	NextStep: host.nextStep,
	LogLine: host.logLine,
	NamedPerson: host.namedPerson,
	People: host.people,
	TypedNames: host.typedNames,
	NameDecision: host.nameDecision,
	NameDecisionAck: host.nameDecisionAck,
	HostLive: host.hostLive,
	HostView: host.hostView
} satisfies Record<string, z.ZodType>);

/** Refusals by where they come, for whoever writes another client. */
const refusals: Record<string, string[]> = {
	'At the handshake, as the message of `connect_error`': [
		'contest/unknown',
		'contest/not_prepared',
		'host/signed_out',
		'host/not_allowed',
		'server/unavailable'
	],
	'To any request': ['request/malformed', 'limit/too_fast', 'server/unavailable'],
	'To `join`': codes('join/').concat('seat/full', 'boards/paper_only', 'contest/finished'),
	'To `answer`': codes('answer/'),
	'To `appeal`': ['contest/not_running', ...codes('appeal/')],
	'To `away`': codes('away/'),
	'To `review`': ['review/not_yet'],
	'To `command`, to previews and to `turn`': [
		...codes('command/'),
		'contest/already_running',
		'contest/not_running',
		'contest/finished',
		'contest/not_finished',
		'contest/nobody_checked_in',
		'question/unfinished',
		'question/played',
		'question/unknown',
		'question/not_next',
		'question/not_presented',
		'question/reading',
		'question/not_open',
		'question/not_paused',
		'question/not_closed',
		'question/undecided',
		'question/not_voidable',
		...codes('group/'),
		...codes('absent/'),
		...codes('boards/'),
		...codes('lifeline/'),
		...codes('pairs/'),
		...codes('cut/'),
		...codes('rescue/'),
		...codes('correction/'),
		'appeal/unknown',
		...codes('award/'),
		...codes('undo/'),
		'status/impossible',
		'seat/unknown',
		...codes('host/')
	],
	'To `signals`': codes('signals/').concat('host/not_allowed'),
	'In `learned`': codes('learn/')
};

/** `docs/protocol.md`, made from the schemas. */
export function protocolDoc(): string {
	return [
		head,
		...namespaces.map(namespaceText),
		'## Types\n',
		'Integers and numbers are JSON numbers; moments are milliseconds since 1970 by the database’s clock.\n',
		'```ts',
		Object.entries(types)
			.map(
				([name, type]) =>
					`type ${name} =${type.startsWith('\n') ? '' : ' '}${type.replaceAll('integer', 'int')};`
			)
			.join('\n\n'),
		'```\n',
		'## Refusals\n',
		'A refusal names a code, never a sentence; these sentences are the English ones of our own screens.\n',
		...Object.entries(refusals).map(
			([where, list]) =>
				`**${where}**\n\n${list.map((code) => `- \`${code}\`: ${sentence(code)}`).join('\n')}\n`
		)
	].join('\n');
}

const head = `# Messages between the server and its screens

<!-- Made from src/lib/protocol by \`npm run docs\`. Do not edit. -->

Socket.IO 4 on the default path, one namespace for each kind of screen. WebSocket is tried first, long polling where a
network blocks it. What a screen gets is whole and carries the version \`v\` of the contest's log it was made from:
a message with a smaller one is dropped, and after a reconnect nothing needs to be asked for. Each event here that
has an answer is acknowledged with it.
`;

function namespaceText({ name, who, auth, sends, receives }: Namespace): string {
	const rows = (events: Record<string, Event>) =>
		Object.entries(events)
			.map(
				([event, { carries = '', answer = '', says }]) =>
					`| \`${event}\` | ${carries} | ${answer} | ${says} |`
			)
			.join('\n');
	return `## \`${name}\`

${who} Handshake (\`auth\`): \`${auth}\`.

| client sends | message | answer | |
| --- | --- | --- | --- |
${rows(sends)}

| server sends | message | | |
| --- | --- | --- | --- |
${rows(receives)}
`;
}

const messages: Record<string, string> = texts;

function sentence(code: string): string {
	const text = messages[`error_${code.replace('/', '_')}`];
	if (text === undefined) throw new Error(`no message says ${code}`);
	return text;
}

/** All codes of an area: `join/`. */
function codes(area: string): string[] {
	const start = `error_${area.replace('/', '_')}`;
	return Object.keys(texts)
		.filter((key) => key.startsWith(start))
		.map((key) => area + key.slice(start.length));
}
