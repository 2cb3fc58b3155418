-- A contest that came in a file from another installation keeps the number by which its record was chained there; null: its own id.
alter table contest add column chain_id int;
alter table contest add column carried_at timestamptz; -- when it, or what was played of it elsewhere, was taken in
create index contest_chain on contest (chain_id) where chain_id is not null;

-- Who acted in it there, by what the record calls them: they have no account here.
create table contest_actor (
	contest_id int not null references contest on delete cascade,
	actor text not null,
	name text not null,
	primary key (contest_id, actor)
);
