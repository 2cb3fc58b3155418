import type { ColumnType, Generated } from 'kysely';
import type { Level, Media, MediaKind, Question, QuestionType, ReviewStatus } from '$lib/bank/question';
import type { Doubt } from '$lib/bank/draft';
import type { CheckCode } from '$lib/bank/findings';
import type { Setup } from '$lib/contest/setup';
import type { NameDoubt, NameState } from '$lib/protocol/common';

/** The tables of `migrations/`, as Kysely sees them. `bigint` columns arrive as numbers (ms since 1970). */
export interface Schema {
	staff_user: StaffUserTable;
	staff_session: StaffSessionTable;
	one_time_code: OneTimeCodeTable;
	two_factor: TwoFactorTable;
	two_factor_setup: { session_hash: string; secret: Uint8Array; expires_at: Date };
	recovery_code: { code_hash: string; user_id: string };
	api_token: ApiTokenTable;
	pending_sign_in: { id_hash: string; user_id: string; tries: Generated<number>; expires_at: Date };
	bank: BankTable;
	bank_role: { bank_id: string; user_id: string; role: BankRole };
	question: QuestionTable;
	question_version: QuestionVersionTable;
	question_review: QuestionReviewTable;
	question_not_same: {
		one: string;
		other: string;
		by: string | null;
		at: Generated<Date>;
	};
	question_use: QuestionUseTable;
	media: MediaTable;
	stage_look: StageLookTable;
	contest: ContestTable;
	contest_role: { contest_id: number; user_id: string; role: ContestRole };
	contest_event: ContestEventTable;
	contest_actor: { contest_id: number; actor: string; name: string };
	contestant: ContestantTable;
	answer: AnswerTable;
	onlooker: OnlookerTable;
	along_answer: AlongAnswerTable;
	appeal: AppealTable;
	erasure: ErasureTable;
	publication: PublicationTable;
	contest_paper: ContestPaperTable;
	signal: SignalTable;
	presence: {
		process_id: string;
		contest_id: number;
		seats: number[];
		heard: Generated<number[]>;
		seen_at: Generated<Date>;
	};
}

export type StaffRole = 'administrator' | 'organizer' | 'host' | 'judge';
export type BankRole = 'owner' | 'editor' | 'reader';
export type ContestRole = 'manager' | 'host' | 'judge';
export type TokenScope = 'results:read' | 'roster:write';
export type CodePurpose = 'setup' | 'invitation' | 'reset';
export type ContestPhase = 'draft' | 'lobby' | 'running' | 'finished';

type Json<T> = ColumnType<T, string, string>;
/** With a default in the database. */
type GeneratedJson<T> = ColumnType<T, string | undefined, string>;

export interface StaffUserTable {
	id: string;
	username: string;
	display_name: string;
	role: StaffRole;
	password_hash: string | null;
	created_at: Generated<Date>;
	disabled_at: Date | null;
}

export interface StaffSessionTable {
	id_hash: string;
	user_id: string;
	created_at: Generated<Date>;
	last_seen_at: Generated<Date>;
	expires_at: Date;
	absolute_expires_at: Date;
	address: Generated<string>;
	user_agent: Generated<string>;
}

export interface OneTimeCodeTable {
	code_hash: string;
	purpose: CodePurpose;
	user_id: string | null;
	created_by: string | null;
	created_at: Generated<Date>;
	expires_at: Date;
	used_at: Date | null;
}

export interface TwoFactorTable {
	user_id: string;
	secret: Uint8Array;
	last_step: number;
	since: Generated<Date>;
}

export interface ApiTokenTable {
	id: string;
	token_hash: string;
	user_id: string;
	name: string;
	scopes: TokenScope[];
	/** The only one that it reaches; null: all that its owner does. */
	contest_id: number | null;
	created_at: Generated<Date>;
	expires_at: Date;
	/** `2026-11-29`, by the calendar of Vietnam. */
	last_used_on: ColumnType<Date | null, string | null | undefined, string | null>;
}

export interface BankTable {
	id: string;
	title: string;
	language: Generated<string>;
	note: Generated<string>;
	created_by: string | null;
	created_at: Generated<Date>;
	updated_at: Generated<Date>;
}

export interface QuestionTable {
	id: string;
	bank_id: string;
	position: number;
	external_id: string | null;
	type: QuestionType;
	text: string;
	options: Json<string[]>;
	key: string;
	accepted: Json<string[]>;
	explanation: Generated<string>;
	source: Generated<string>;
	topic: Generated<string>;
	level: Generated<Level | ''>;
	note: Generated<string>;
	as_of: Generated<string>;
	tags: GeneratedJson<string[]>;
	seconds: ColumnType<number | null, number | null | undefined, number | null>;
	media: GeneratedJson<Media[]>;
	status: Generated<ReviewStatus>;
	/** Codes of what makes one look twice; follows from the question. */
	findings: GeneratedJson<CheckCode[]>;
	/** What the file that it came from left open, until somebody has looked. */
	doubts: GeneratedJson<Doubt[]>;
	/** Nothing keeps it from being played. */
	fit: Generated<boolean>;
	/** By which rules `findings` and `fit` were found. */
	checked: Generated<number>;
	/** Its texts in lower case without diacritics, for finding; made by the database. */
	search: ColumnType<string, never, never>;
	version: Generated<number>;
	created_at: Generated<Date>;
	created_by: ColumnType<string | null, string | null | undefined, string | null>;
	updated_at: Generated<Date>;
	updated_by: string | null;
	deleted_at: ColumnType<Date | null, undefined, Date | null>;
	deleted_by: ColumnType<string | null, undefined, string | null>;
}

export type VersionOrigin = 'written' | 'imported' | 'restored' | 'bulk' | 'learnt' | 'parallel';

export interface QuestionVersionTable {
	id: Generated<number>;
	question_id: string;
	/** Null: written at the same time as another version, and lost the race. */
	version: number | null;
	content: Json<Question>;
	how: VersionOrigin;
	by: string | null;
	at: Generated<Date>;
}

export interface QuestionReviewTable {
	id: Generated<number>;
	question_id: string;
	/** That was looked at. */
	version: number;
	/** What it was made; null: a remark alone. */
	status: ReviewStatus | null;
	remark: Generated<string>;
	by: string | null;
	at: Generated<Date>;
}

/** How a question proved in one contest. */
export interface QuestionUseTable {
	question_id: string;
	contest_id: number;
	no: number;
	played_at: Date;
	judged: number;
	correct: number;
	none: number;
	counts: Json<number[]>;
	discrimination: number | null;
}

export interface MediaTable {
	/** SHA-256 of `content`, in hex. */
	id: string;
	kind: MediaKind;
	mime: string;
	content: Uint8Array;
	small: Uint8Array | null;
	width: number;
	height: number;
	created_by: string | null;
	created_at: Generated<Date>;
}

export interface StageLookTable {
	contest_id: number;
	theme: 'night' | 'day';
	logo: string | null;
	background: string | null;
	sponsors: string[];
}

export interface ContestTable {
	id: Generated<number>;
	code: string;
	title: string;
	setup: Json<Setup>;
	created_by: string | null;
	created_at: Generated<Date>;
	updated_at: Generated<Date>;
	card_secret: Uint8Array;
	phase: Generated<ContestPhase>;
	version: Generated<number>;
	head: Generated<Uint8Array>;
	open_question: number | null;
	accept_until: number | null;
	first_choice_locks: Generated<boolean>;
	/** Of which contest this is the rehearsal; null: it is a contest itself. */
	rehearsal_of: number | null;
	/** At which version its rows of question_use were written; null: never. */
	use_version: ColumnType<number | null, undefined, number | null>;
	/** By which number its record is chained, if it came from another installation; null: its own id. */
	chain_id: ColumnType<number | null, number | undefined, number>;
	/** When it, or what was played of it elsewhere, was taken in. */
	carried_at: ColumnType<Date | null, Date | undefined, Date>;
	/** So many days after the contest its personal data are erased. */
	keep_days: Generated<number>;
	/** Whom the notice names for questions about personal data; empty: the organizer alone. */
	privacy_contact: Generated<string>;
	/** Counts what every process must read anew: names that were decided, erasures, and changes of the two above. */
	people_version: Generated<number>;
}

export interface ContestEventTable {
	contest_id: number;
	seq: number;
	at: number;
	actor: string;
	type: string;
	data: Json<unknown>;
	command_id: string | null;
	hash: Uint8Array;
}

/** Whether the room sees a name that somebody typed, and who has decided that. */
interface NameColumns {
	name_state: Generated<NameState>;
	name_doubts: Generated<NameDoubt[]>;
	name_decided_by: ColumnType<string | null, undefined, string | null>;
	name_decided_at: ColumnType<Date | null, undefined, Date | null>;
}

export interface ContestantTable extends NameColumns {
	contest_id: number;
	sbd: number;
	/** Empty: her data were erased, and nothing opens the seat any more. */
	name: string;
	unit: Generated<string>;
	pin: string;
	token_hash: Uint8Array | null;
	/** Waits off the floor until the host lets her in. */
	reserve: Generated<boolean>;
	/** A seat of a rehearsal that a simulated phone has. */
	simulated: Generated<boolean>;
	created_at: Generated<Date>;
}

export interface OnlookerTable extends NameColumns {
	contest_id: number;
	no: number;
	/** Empty: her data were erased. */
	name: string;
	token_hash: Uint8Array | null;
	created_at: Generated<Date>;
}

export interface AlongAnswerTable {
	contest_id: number;
	question: number;
	player: number;
	value: string;
	choice_no: number;
	received_at: number;
	correct: boolean | null;
}

export interface AppealTable {
	contest_id: number;
	no: number;
	sbd: number;
	text: string;
	created_at: Generated<Date>;
}

export type ErasureWhy = 'asked' | 'guardian' | 'mistake' | 'over' | 'due';

export interface ErasureTable {
	id: Generated<number>;
	contest_id: number;
	/** An SBD, or minus the number of an onlooker; null: everybody. */
	player: number | null;
	why: ErasureWhy;
	/** Null: the program by itself, or an operator. */
	by: string | null;
	at: Generated<Date>;
}

/** Results that everybody may see. */
export interface PublicationTable {
	contest_id: number;
	/** How contestants are called there. */
	people: 'names' | 'numbers';
	/** Whether the questions are there. */
	questions: boolean;
	by: string | null;
	at: Generated<Date>;
}

/** What stands on the documents of a contest beside what its record says. */
export interface ContestPaperTable {
	contest_id: number;
	letterhead: GeneratedJson<unknown>;
	certificate: GeneratedJson<unknown>;
	/** The picture behind certificates. */
	ground: string | null;
}

/** Signs for the judges that are in no record. */
export interface SignalTable {
	contest_id: number;
	sbd: number;
	kind: 'away' | 'device';
	/** 0: none was open. */
	question: number;
	times: number;
	ms: number;
}

export interface AnswerTable {
	contest_id: number;
	question: number;
	sbd: number;
	value: string;
	choice_no: number;
	received_at: number;
}
