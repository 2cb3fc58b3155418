-- Two-factor sign-in of staff accounts: docs/decisions/two-factor.md. A row: it is on.
create table two_factor (
	user_id text primary key references staff_user on delete cascade,
	secret bytea not null, -- 160 bits, as they are: no key could lie apart from this database
	last_step bigint not null, -- the 30 s step of the newest code that was accepted; no older one is
	since timestamptz not null default now()
);

-- A secret that is shown to one session until a code made with it has been typed.
create table two_factor_setup (
	session_hash text primary key references staff_session on delete cascade,
	secret bytea not null,
	expires_at timestamptz not null
);

-- Recovery codes that are still good.
create table recovery_code (
	code_hash text primary key, -- SHA-256 of the code, which is stored nowhere
	user_id text not null references two_factor on delete cascade
);
create index recovery_code_user on recovery_code (user_id);

-- The password was right, the code is still to come: no session.
create table pending_sign_in (
	id_hash text primary key, -- SHA-256 of the cookie's value, which is stored nowhere
	user_id text not null references two_factor on delete cascade,
	tries int not null default 0, -- wrong codes so far
	expires_at timestamptz not null
);
create index pending_sign_in_user on pending_sign_in (user_id);
