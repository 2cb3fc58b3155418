-- So many days after the contest its personal data are erased, and whom the notice names for questions about them.
alter table contest add column keep_days int not null default 90 check (keep_days between 1 and 3650);
alter table contest add column privacy_contact text not null default '' check (length(privacy_contact) <= 200);
-- Counts what every process must read anew: erasures, and changes of the above.
alter table contest add column people_version int not null default 0;

-- Whose name was erased has no device either.
alter table onlooker alter column token_hash drop not null;

-- That personal data were erased, so that it can be shown. Never whose name it was.
create table erasure (
	id bigint generated always as identity primary key,
	contest_id int not null references contest on delete cascade,
	player int, -- an SBD, or minus the number of an onlooker; null: everybody
	why text not null check (why in ('asked', 'guardian', 'mistake', 'over', 'due')),
	by text references staff_user on delete set null, -- null: the program by itself, or an operator
	at timestamptz not null default now()
);
create index erasure_contest on erasure (contest_id);
