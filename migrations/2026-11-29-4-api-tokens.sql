-- By which an organizer's own systems call the program, each made by somebody of the staff for herself.
create table api_token (
	id text primary key,
	token_hash text not null unique, -- SHA-256 of the token, which is stored nowhere
	user_id text not null references staff_user on delete cascade,
	name text not null, -- what its owner calls it
	scopes text[] not null check (scopes <@ '{results:read,roster:write}' and cardinality(scopes) > 0),
	contest_id int references contest on delete cascade, -- the only one that it reaches; null: all that its owner does
	created_at timestamptz not null default now(),
	expires_at timestamptz not null,
	last_used_on date -- by the calendar of Vietnam
);
create index api_token_user on api_token (user_id);
