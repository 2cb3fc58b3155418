import { error } from '@sveltejs/kit';
import { m } from '$lib/paraglide/messages';
import { requireContest } from '$lib/server/contest/access';
import { errorText } from '$lib/server/error-text';
import { download } from '$lib/server/files/download';
import { personData } from '$lib/server/people/person-data';
import { readPlayer } from '$lib/server/people/personal-form';
import type { RequestHandler } from './$types';

/** All that the contest has of one person, to be given to her; for managers only. */
export const GET: RequestHandler = async (event) => {
	const { db, id } = await requireContest(event, 'manager');
	const player = readPlayer(event.params.player);
	const person = player && (await personData(db, id, player));
	if (!person) error(404, errorText('erasure/nobody'));
	const { contest, number } = person;
	return download(
		JSON.stringify(person, null, '\t'),
		m.personal_file({ code: contest.code, number }),
		'json'
	);
};
