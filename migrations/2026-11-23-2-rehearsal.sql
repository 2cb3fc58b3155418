-- A rehearsal is a contest of its own, played on the real code and screens. It goes with the contest that it is of.
alter table contest add column rehearsal_of int unique references contest on delete cascade;

-- In a rehearsal: a seat of the list that a simulated phone has, or may take back after a restart.
alter table contestant add column simulated boolean not null default false;
