-- How the organizer wants the stage to look. Not a part of the record: it may change at any time, and decides nothing.
create table stage_look (
	contest_id int primary key references contest on delete cascade,
	theme text not null check (theme in ('night', 'day')),
	logo text references media,
	background text references media,
	sponsors text[] not null -- ids of `media`, in the order in which they are shown
);
