-- Signs of unfairness that are in no record (JU6): a phone that was left while a question was open, a seat that moved to another
-- device. Not a part of the record: they decide nothing, a phone can lie, and a person's can be deleted by her seat.
create table signal (
	contest_id int not null references contest on delete cascade,
	sbd int not null,
	kind text not null check (kind in ('away', 'device')),
	question int not null, -- the one that was open; 0: none
	times int not null,
	ms int not null, -- away in all; 0 for a device
	primary key (contest_id, sbd, kind, question)
);
