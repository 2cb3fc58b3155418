-- At which version of the contest its rows of question_use were written; null: never. What is behind is written anew.
alter table contest add column use_version int;
