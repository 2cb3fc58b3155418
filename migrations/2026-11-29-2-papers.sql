-- What stands on the documents and certificates of a contest beside what its record says. Not a part of the record.
create table contest_paper (
	contest_id int primary key references contest on delete cascade,
	letterhead jsonb not null default '{}', -- see Letterhead in src/lib/papers/letterhead.ts; what is missing is empty
	certificate jsonb not null default '{}', -- see CertificateForm in src/lib/papers/certificate.ts; likewise
	ground text references media -- the organizer's own picture behind certificates
);
