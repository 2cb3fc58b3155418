-- By which rules `findings` and `fit` were found (findingRules in src/lib/bank/findings.ts); 0: by none yet.
alter table question add column checked int not null default 0;

-- Questions that look alike and are not the same, as somebody said. `one` is the smaller id.
create table question_not_same (
	one text collate "C" not null references question on delete cascade,
	other text collate "C" not null references question on delete cascade,
	by text references staff_user on delete set null,
	at timestamptz not null default now(),
	primary key (one, other),
	check (one < other)
);
create index question_not_same_other on question_not_same (other);
