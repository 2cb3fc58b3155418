import type {
	Answer,
	AnswerAck,
	AppealAck,
	AppealRequest,
	Away,
	AwayAck,
	Hello,
	Join,
	JoinAck,
	Me,
	Review
} from './phone';
import type { LeanPhoneView } from './phone-lean';
import type { ClockReply, Refused } from './common';
import type {
	BoardsPreview,
	BoardsPreviewAck,
	CommandAck,
	CommandRequest,
	CorrectionPreview,
	CorrectionPreviewAck,
	HostLive,
	HostView,
	NameDecision,
	NameDecisionAck,
	People,
	RescuePreview,
	RescuePreviewAck,
	SignalsAck,
	TurnAck,
	TurnRequest,
	TypedNames
} from './host';
import type { StageLive, StageScreen, StageView } from './stage';

/** Which events go over which namespace, for both ends. `ack` answers arrive through the last argument. */

export interface PhoneToServer {
	join: (join: Join, ack: (reply: JoinAck) => void) => void;
	answer: (answer: Answer, ack: (reply: AnswerAck) => void) => void;
	appeal: (appeal: AppealRequest, ack: (reply: AppealAck) => void) => void;
	away: (away: Away, ack: (reply: AwayAck) => void) => void;
	clock: (ack: (reply: ClockReply) => void) => void;
	review: (ack: (reply: ({ ok: true } & Review) | Refused) => void) => void;
}

export interface ServerToPhone {
	hello: (hello: Hello) => void;
	view: (view: LeanPhoneView) => void;
	me: (me: Me) => void;
	/** The seat was opened on another device; this one has lost it (CO6). */
	moved: () => void;
	/** Her personal data were erased, on somebody's request or because their time is over; the phone is nobody's now. */
	erased: () => void;
}

export interface StageToServer {
	screen: (screen: StageScreen) => void;
	clock: (ack: (reply: ClockReply) => void) => void;
}

export interface ServerToStage {
	view: (view: StageView) => void;
	live: (live: StageLive) => void;
}

export interface HostToServer {
	command: (request: CommandRequest, ack: (reply: CommandAck) => void) => void;
	previewRescue: (request: RescuePreview, ack: (reply: RescuePreviewAck) => void) => void;
	previewCorrection: (request: CorrectionPreview, ack: (reply: CorrectionPreviewAck) => void) => void;
	previewBoards: (request: BoardsPreview, ack: (reply: BoardsPreviewAck) => void) => void;
	turn: (request: TurnRequest, ack: (reply: TurnAck) => void) => void;
	decideNames: (decision: NameDecision, ack: (reply: NameDecisionAck) => void) => void;
	signals: (ack: (reply: SignalsAck) => void) => void;
	clock: (ack: (reply: ClockReply) => void) => void;
}

export interface ServerToHost {
	view: (view: HostView) => void;
	live: (live: HostLive) => void;
	people: (people: People) => void;
	names: (names: TypedNames) => void;
}
