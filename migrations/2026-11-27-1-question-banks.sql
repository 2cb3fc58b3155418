-- What a question has beside its words.
alter table question add column as_of text not null default '';
alter table question add column tags jsonb not null default '[]';
alter table question add column seconds int;
alter table question add column media jsonb not null default '[]'; -- see Media in src/lib/bank/question.ts; the bytes lie in `media`
alter table question add column created_by text references staff_user on delete set null;

-- Review: of the version that stands here; a change of the question makes it a draft again.
alter table question add column status text not null default 'draft' check (status in ('draft', 'reviewed', 'approved'));

-- What makes one look twice, as codes: `findings` follows from the question itself and is written with it; `doubts` were left by
-- the file that it came from, until somebody has looked. `fit`: nothing keeps it from being played.
alter table question add column findings jsonb not null default '[]';
alter table question add column doubts jsonb not null default '[]';
alter table question add column fit boolean not null default true;

-- A deleted question can be brought back for a while; `position` is where it stood.
alter table question add column deleted_at timestamptz;
alter table question add column deleted_by text references staff_user on delete set null;

-- Any text in lower case without diacritics: Nghị quyết → nghi quyet. The same as searchForm in src/lib/bank/normal.ts.
create function search_form(said text) returns text
language sql immutable parallel safe
return lower(translate(regexp_replace(normalize(said, NFD), '[\u0300-\u036f]', '', 'g'), 'đĐ', 'dd') collate "C");

alter table question add column search text generated always as (
	search_form(
		text || ' ' || options::text || ' ' || key || ' ' || accepted::text || ' ' || explanation || ' ' || source || ' ' || topic || ' '
		|| tags::text || ' ' || note
	)
) stored;

-- Every version that a question has had. `version` is null for what was written at the same time as another and lost the race: it is
-- kept all the same.
create table question_version (
	id bigint generated always as identity primary key,
	question_id text not null references question on delete cascade,
	version int,
	content jsonb not null, -- a Question of src/lib/bank/question.ts
	how text not null check (how in ('written', 'imported', 'restored', 'bulk', 'learnt', 'parallel')),
	by text references staff_user on delete set null,
	at timestamptz not null default now()
);
create index question_version_question on question_version (question_id, id);

insert into question_version (question_id, version, content, how, by, at)
select id, version,
	jsonb_build_object(
		'type', type, 'text', text, 'options', options, 'key', key, 'accepted', accepted, 'explanation', explanation, 'source', source,
		'asOf', '', 'topic', topic, 'level', level, 'tags', '[]'::jsonb, 'seconds', null, 'media', '[]'::jsonb, 'note', note
	),
	'written', updated_by, updated_at
from question;

-- What reviewers said, and what they made of the question. `status` is null for a remark alone.
create table question_review (
	id bigint generated always as identity primary key,
	question_id text not null references question on delete cascade,
	version int not null, -- the version that was looked at
	status text check (status in ('draft', 'reviewed', 'approved')),
	remark text not null default '',
	by text references staff_user on delete set null,
	at timestamptz not null default now()
);
create index question_review_question on question_review (question_id, id);

-- Pictures, sounds and films, each once, whatever refers to it.
create table media (
	id text primary key, -- SHA-256 of `content`, in hex
	kind text not null check (kind in ('image', 'audio', 'video')),
	mime text not null,
	content bytea not null,
	small bytea, -- of a picture, the same for a phone
	width int not null,
	height int not null,
	created_by text references staff_user on delete set null,
	created_at timestamptz not null default now()
);

-- How a question proved in a contest. Written when the contest has ended, from its record.
create table question_use (
	question_id text not null references question on delete cascade,
	contest_id int not null references contest on delete cascade,
	no int not null, -- of the question within the contest
	played_at timestamptz not null,
	judged int not null, -- how many were judged by it
	correct int not null, -- how many of them were right
	none int not null, -- how many of them gave no answer
	counts jsonb not null, -- how often each option was chosen, in their order; [] where nothing is chosen
	discrimination real, -- -1 to 1; null where it can't be told
	primary key (question_id, contest_id, no)
);
create index question_use_contest on question_use (contest_id);
