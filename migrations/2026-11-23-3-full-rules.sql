-- People without a seat who play along (CO5).
create table onlooker (
	contest_id int not null references contest on delete cascade,
	no int not null, -- 1, 2, 3 … within the contest
	name text not null,
	token_hash bytea not null, -- SHA-256 of the token of the device
	created_at timestamptz not null default now(),
	primary key (contest_id, no)
);
create unique index onlooker_token on onlooker (contest_id, token_hash);

-- Answers that never touch the floor (CO5): of the audience, and of eliminated contestants who play along.
create table along_answer (
	contest_id int not null references contest on delete cascade,
	question int not null,
	player int not null, -- an SBD, or minus the number of an onlooker
	value text not null,
	choice_no int not null,
	received_at bigint not null, -- ms since 1970, database time
	correct boolean, -- null until the key has been shown
	primary key (contest_id, question, player)
);

-- What contestants write when they contest a question (JU5). In the log there is its SHA-256 only, so that it can be erased.
create table appeal (
	contest_id int not null references contest on delete cascade,
	no int not null,
	sbd int not null,
	text text not null,
	created_at timestamptz not null default now(),
	primary key (contest_id, no)
);

-- Seats that were on the line at some time since the question on the floor was opened (EL3).
alter table presence add column heard int[] not null default '{}';

-- Waits off the floor until the host lets her in (CO3).
alter table contestant add column reserve boolean not null default false;
