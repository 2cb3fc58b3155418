-- Whether a name that somebody typed is shown to the room. Not a part of the record (JU2): it may change at any time.
alter table contestant
	add column name_state text not null default 'shown' check (name_state in ('shown', 'waiting', 'hidden')),
	add column name_doubts text[] not null default '{}', -- codes: why it waits; none where every name waits
	add column name_decided_by text references staff_user on delete set null,
	add column name_decided_at timestamptz;
create index contestant_names_waiting on contestant (contest_id) where name_state = 'waiting';

alter table onlooker
	add column name_state text not null default 'shown' check (name_state in ('shown', 'waiting', 'hidden')),
	add column name_doubts text[] not null default '{}',
	add column name_decided_by text references staff_user on delete set null,
	add column name_decided_at timestamptz;
create index onlooker_names_waiting on onlooker (contest_id) where name_state = 'waiting';
