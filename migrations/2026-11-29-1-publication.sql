-- Results that everybody may see, at /results/CODE; no row: they are not published. Not a part of the record.
create table publication (
	contest_id int primary key references contest on delete cascade,
	people text not null check (people in ('names', 'numbers')), -- how contestants are called there
	questions boolean not null, -- whether the questions are there, with their keys and explanations
	by text references staff_user on delete set null,
	at timestamptz not null default now()
);
