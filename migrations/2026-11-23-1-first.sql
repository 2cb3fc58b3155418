-- Staff ---------------------------------------------------------------------

create table staff_user (
	id text primary key,
	username text not null unique check (username = lower(username)),
	display_name text not null,
	role text not null check (role in ('administrator', 'organizer', 'host', 'judge')),
	password_hash text, -- argon2id; null until the invitation is used
	created_at timestamptz not null default now(),
	disabled_at timestamptz
);

create table staff_session (
	id_hash text primary key, -- SHA-256 of the cookie's value, which is stored nowhere
	user_id text not null references staff_user on delete cascade,
	created_at timestamptz not null default now(),
	last_seen_at timestamptz not null default now(),
	expires_at timestamptz not null, -- idle expiry, moves on with use
	absolute_expires_at timestamptz not null, -- never moves
	address text not null default '',
	user_agent text not null default ''
);
create index staff_session_user on staff_session (user_id);

-- Codes used once: set-up of the first administrator, invitation, password reset.
create table one_time_code (
	code_hash text primary key,
	purpose text not null check (purpose in ('setup', 'invitation', 'reset')),
	user_id text references staff_user on delete cascade, -- null for set-up
	created_by text references staff_user on delete set null,
	created_at timestamptz not null default now(),
	expires_at timestamptz not null,
	used_at timestamptz
);

-- Question banks ------------------------------------------------------------

create table bank (
	id text primary key,
	title text not null,
	language text not null default 'vi',
	note text not null default '',
	created_by text references staff_user on delete set null,
	created_at timestamptz not null default now(),
	updated_at timestamptz not null default now()
);

create table bank_role (
	bank_id text not null references bank on delete cascade,
	user_id text not null references staff_user on delete cascade,
	role text not null check (role in ('owner', 'editor', 'reader')),
	primary key (bank_id, user_id)
);

create table question (
	id text primary key,
	bank_id text not null references bank on delete cascade,
	position int not null,
	external_id text, -- the number it had in the file it came from
	type text not null check (type in ('single', 'multiple', 'true_false', 'short', 'number', 'ordering')),
	text text not null,
	options jsonb not null default '[]', -- texts, in the author's order
	key text not null, -- see src/lib/bank/question.ts for the form by type
	accepted jsonb not null default '[]', -- accepted variants of a short answer
	explanation text not null default '',
	source text not null default '',
	topic text not null default '',
	level text not null default '' check (level in ('', 'recall', 'comprehension', 'application', 'high_application')),
	note text not null default '',
	version int not null default 1,
	created_at timestamptz not null default now(),
	updated_at timestamptz not null default now(),
	updated_by text references staff_user on delete set null
);
create index question_bank on question (bank_id, position);

-- Contests ------------------------------------------------------------------

create table contest (
	id int generated always as identity primary key,
	code text not null unique, -- what a phone types: 6 characters that can't be confused
	title text not null,
	setup jsonb not null, -- the draft: rules, rounds, units; played is what the log holds
	created_by text references staff_user on delete set null,
	created_at timestamptz not null default now(),
	updated_at timestamptz not null default now(),
	card_secret bytea not null, -- seat cards' codes are derived from it
	-- What every process must agree on, kept equal to the log in the same transaction:
	phase text not null default 'draft' check (phase in ('draft', 'lobby', 'running', 'finished')),
	version int not null default 0, -- seq of the last event
	head bytea not null default '\x', -- hash of the last event
	open_question int, -- the question that takes answers
	accept_until bigint, -- ms since 1970, database time: deadline plus grace
	first_choice_locks boolean not null default false
);

create table contest_role (
	contest_id int not null references contest on delete cascade,
	user_id text not null references staff_user on delete cascade,
	role text not null check (role in ('manager', 'host', 'judge')),
	primary key (contest_id, user_id)
);

-- The record. Append-only; each row's hash covers the row before it.
create table contest_event (
	contest_id int not null references contest on delete cascade,
	seq int not null,
	at bigint not null, -- ms since 1970, database time
	actor text not null, -- 'staff:<id>', 'system', 'seat' …: an id, never a name
	type text not null,
	data jsonb not null,
	command_id text, -- on the first event of a command: makes a repeated command harmless
	hash bytea not null,
	primary key (contest_id, seq)
);
create unique index contest_event_command on contest_event (contest_id, command_id) where command_id is not null;

-- Names stay outside the chain, so that a person's data can be erased without breaking it.
create table contestant (
	contest_id int not null references contest on delete cascade,
	sbd int not null check (sbd between 1 and 99999),
	name text not null,
	unit text not null default '',
	pin text not null,
	token_hash bytea, -- SHA-256 of the token of the device that holds the seat
	created_at timestamptz not null default now(),
	primary key (contest_id, sbd)
);
create index contestant_token on contestant (contest_id, token_hash);

create table answer (
	contest_id int not null references contest on delete cascade,
	question int not null,
	sbd int not null,
	value text not null,
	choice_no int not null, -- the phone's own counter: decides which choice is the last
	received_at bigint not null, -- ms since 1970, database time, taken when the process received it
	primary key (contest_id, question, sbd)
);

-- Which seats a process has on the line now. A cache: of no use after a crash.
create unlogged table presence (
	process_id text not null,
	contest_id int not null references contest on delete cascade,
	seats int[] not null,
	seen_at timestamptz not null default now(),
	primary key (process_id, contest_id)
);
